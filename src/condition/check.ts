import { type ArrayNode, type ConditionalNode, type LetNode, type MemberNode, type Node, type SliceNode } from './ast';
import { builtinNames, isBuiltin } from './builtin-names';
import { checkBinary } from './check-binary';
import { checkBuiltin } from './check-builtin';
import { checkCall } from './check-call';
import { type CheckContext } from './check-context';
import { type Dialect } from './dialect';
import { ConditionError, type Problem } from './problem';
import {
  ANY, anySliceOf, ARRAY, BOOL, FLOAT, funcOf, INT, isAny, isArray, isAssignable, isBool, isInteger, isNumber, MAP, NIL, STRING, type Type, UNKNOWN,
} from './type';
import { typeOf } from './value';
import { nearest } from '../manifest/nearest';

/**
 * Gives every node its type, as far as the dialect knows it, and finds what can never be evaluated.
 *
 * @see https://github.com/expr-lang/expr/blob/v1.17.7/checker/checker.go
 */
export function check(node: Node, names: Readonly<Record<string, Type>>, dialect: Dialect): Type {
  const checker = new Checker(names, dialect);
  const type = checker.visit(node);
  if (checker.problem) throw new ConditionError(checker.problem);
  return type;
}

interface Scope {
  readonly collection: Type;
  readonly pointers: Readonly<Record<string, Type>>;
}

class Checker implements CheckContext {
  problem?: Problem;
  readonly unknown: Type;
  private readonly scopes: Scope[] = [];
  private readonly variables: { readonly name: string; readonly type: Type }[] = [];

  constructor(private readonly names: Readonly<Record<string, Type>>, readonly dialect: Dialect) {
    this.unknown = dialect.plainArrays ? UNKNOWN : ANY;
  }

  visit(node: Node): Type {
    const type = this.typeOf(node);
    node.type = type;
    return type;
  }

  fail(node: Node, message: string, found: { readonly token?: string; readonly nearest?: string } = {}): Type {
    this.problem ??= { kind: 'type', message, offset: node.offset, ...found };
    return this.unknown;
  }

  refuse(node: Node, message: string): Type {
    this.problem ??= { kind: 'unsupported', message, offset: node.offset };
    return this.unknown;
  }

  inPredicate(collection: Type, pointers: Readonly<Record<string, Type>>, predicate: Node): Type {
    this.scopes.push({ collection, pointers });
    const type = this.visit(predicate);
    this.scopes.pop();
    return type;
  }

  elementOf({ nodes }: ArrayNode): Type {
    const [first] = nodes;
    if (!first || nodes.some(({ type }) => type?.kind === 'nil' && nodes.length > 1)) return ANY;
    return nodes.every(({ type }) => type?.kind === first.type?.kind) ? nodes.at(-1)!.type! : ANY;
  }

  private typeOf(node: Node): Type {
    switch (node.kind) {
      case 'nil': return NIL;
      case 'identifier': return this.typeOfName(node, node.name);
      case 'integer': return INT;
      case 'float': return FLOAT;
      case 'bool': return BOOL;
      case 'string': return STRING;
      case 'constant': return typeOf(node.value);
      case 'unary': return this.typeOfUnary(node, node.operator, this.visit(node.node));
      case 'binary': return checkBinary(this, node);
      case 'chain': return this.visit(node.node);
      case 'member': return this.typeOfMember(node);
      case 'slice': return this.typeOfSlice(node);
      case 'call': return checkCall(this, node);
      case 'builtin': return checkBuiltin(this, node);
      case 'predicate': return this.typeOfPredicate(node, this.visit(node.node));
      case 'pointer': return this.typeOfPointer(node, node.name);
      case 'let': return this.typeOfLet(node);
      case 'sequence': return node.nodes.map((each) => this.visit(each)).at(-1)!;
      case 'conditional': return this.typeOfConditional(node);
      case 'array': return this.typeOfArray(node);
      case 'map':
        for (const { key, value } of node.pairs) [key, value].forEach((each) => this.visit(each));
        return MAP;
    }
  }

  private typeOfName(node: Node, name: string): Type {
    const variable = this.variables.findLast((each) => each.name === name);
    if (variable) return variable.type;
    if (name === '$env') return this.dialect.plainArrays ? UNKNOWN : MAP;
    if (Object.hasOwn(this.names, name)) return this.names[name];
    if (isBuiltin(name, this.dialect)) return { ...funcOf([ANY], ANY, true), builtin: name };
    const suggestion = nearest(name, [...Object.keys(this.names), ...builtinNames(this.dialect)]);
    return this.fail(node, `there is nothing of the name '${name}'${suggestion ? `, did you mean '${suggestion}'?` : ''}`, { token: name, nearest: suggestion });
  }

  private typeOfUnary(node: Node, operator: string, type: Type): Type {
    const isLogical = operator === '!' || operator === 'not';
    if (isLogical && (isBool(type) || isAny(type))) return BOOL;
    if (!isLogical && isNumber(type)) return type;
    if (!isLogical && isAny(type)) return this.unknown;
    return this.fail(node, `'${operator}' is not defined for ${type.name}`);
  }

  private typeOfMember(node: MemberNode): Type {
    if (node.node.kind === 'identifier' && node.node.name === '$env') return this.typeOfOwnName(node);
    const base = this.visit(node.node);
    const property = this.visit(node.property);
    if (isAny(base)) return this.unknown;
    if (base.kind === 'map') {
      if (!isAssignable(property, base.key!) && !isAny(property) && (this.dialect.plainArrays || property.kind !== 'nil')) {
        return this.fail(node.property, `${property.name} cannot be a key of ${base.name}`);
      }
      return base.elem!;
    }
    if (isArray(base)) {
      if (isInteger(property) || isAny(property)) return base.elem!;
      return this.fail(node.property, `the elements of ${base.name} have an integer as their index, not ${property.name}${node.property.kind === 'string' ? ': result[0]' : ''}`);
    }
    const name = node.property.kind === 'string' ? `field '${node.property.value}'` : 'elements';
    return this.fail(node, `${base.name} has no ${name}`);
  }

  /** `$env.result` is a longer `result`. */
  private typeOfOwnName(node: MemberNode): Type {
    if (node.property.kind !== 'string') return this.unknown;
    const { value: name } = node.property;
    if (Object.hasOwn(this.names, name)) return this.names[name];
    if (isBuiltin(name, this.dialect) && !this.dialect.plainArrays) return this.refuse(node, `'$env.${name}' is not evaluated here`);
    return node.optional ? this.unknown : this.fail(node, `there is nothing of the name '${name}'`, { token: name });
  }

  private typeOfSlice(node: SliceNode): Type {
    const type = this.visit(node.node);
    if (isAny(type) && this.dialect.plainArrays) return this.unknown;
    if (!isAny(type) && !isArray(type) && type.kind !== 'string') return this.fail(node, `${type.name} has no part to cut out`);
    for (const bound of [node.from, node.to]) {
      if (!bound) continue;
      const found = this.visit(bound);
      if (!isInteger(found) && !isAny(found)) return this.fail(bound, `a slice has integers as its bounds, not ${found.name}`);
    }
    return type;
  }

  private typeOfPredicate(node: Node, type: Type): Type {
    if (type.kind === 'nil' && !this.dialect.plainArrays) return this.fail(node, 'a predicate cannot be nil');
    return funcOf([ANY], type.kind === 'nil' ? undefined : type);
  }

  private typeOfPointer(node: Node, name: string): Type {
    const scope = this.scopes.at(-1);
    if (!scope) return this.fail(node, '\'#\' means an element, and there is none outside of a predicate');
    if (name !== '') {
      return Object.hasOwn(scope.pointers, name) ? scope.pointers[name] : this.fail(node, `'#${name}' is not known here`, { token: `#${name}` });
    }
    return isAny(scope.collection) ? this.unknown : scope.collection.elem ?? this.fail(node, `${scope.collection.name} has no elements`);
  }

  private typeOfLet(node: LetNode): Type {
    const { name } = node;
    if (Object.hasOwn(this.names, name) || isBuiltin(name, this.dialect) || this.variables.some((each) => each.name === name)) {
      return this.fail(node, `'${name}' is there already, and cannot be the name of a variable`, { token: name });
    }
    const type = this.visit(node.value);
    this.variables.push({ name, type });
    const result = this.visit(node.body);
    this.variables.pop();
    return result;
  }

  private typeOfConditional(node: ConditionalNode): Type {
    const condition = this.visit(node.condition);
    if (!isBool(condition) && !isAny(condition)) return this.fail(node.condition, `what stands before '?' must be true or false, got ${condition.name}`);
    const yes = this.visit(node.yes);
    const no = this.visit(node.no);
    if (yes.kind === 'nil') return no;
    if (no.kind === 'nil') return yes;
    if (!isAssignable(yes, no)) return this.unknown;
    const isMixed = this.dialect.plainArrays && isArray(yes) && isArray(no)
      && !(isAssignable(yes.elem!, no.elem!) && isAssignable(no.elem!, yes.elem!));
    return isMixed ? ARRAY : yes;
  }

  private typeOfArray(node: ArrayNode): Type {
    const types = node.nodes.map((each) => this.visit(each));
    const isSame = types.every(({ kind }) => kindOf(kind) === kindOf(types[0].kind));
    return this.dialect.plainArrays && isSame ? anySliceOf(types.at(-1) ?? UNKNOWN) : ARRAY;
  }
}

/** Neither nil nor what is unknown has a kind, which makes them the same. */
function kindOf(kind: Type['kind']): string {
  return kind === 'nil' || kind === 'unknown' ? 'none' : kind;
}
