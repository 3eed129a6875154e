import { type BuiltinNode } from './ast';
import { UNSUPPORTED } from './builtin-names';
import { signatureOf } from './builtin-signatures';
import { checkArguments, type WrongArguments } from './check-call';
import { type CheckContext } from './check-context';
import { ANY, anySliceOf, ARRAY, BOOL, INT, isAny, isArray, isAssignable, isBool, isInteger, mapOf, sliceOf, type Type } from './type';

/** Functions whose predicate must say yes or no. */
const DECIDING = new Set(['all', 'none', 'any', 'one', 'filter', 'count', 'find', 'findIndex', 'findLast', 'findLastIndex']);

const OTHERS_WITH_PREDICATE = new Set(['map', 'groupBy', 'reduce']);

/** The type that a call of a function of the language has. */
export function checkBuiltin(context: CheckContext, node: BuiltinNode): Type {
  const { name } = node;
  if (UNSUPPORTED.has(name)) return context.refuse(node, `'${name}' is not evaluated here`);
  const isNew = context.dialect.plainArrays;
  if (DECIDING.has(name) || OTHERS_WITH_PREDICATE.has(name) || (isNew && (name === 'sum' || name === 'sortBy'))) return checkPredicateCall(context, node);
  if (name === 'get') return checkGet(context, node);
  const signature = signatureOf(name, context.dialect);
  if (typeof signature === 'function') {
    const types = node.args.map((arg) => context.visit(arg));
    const type = signature(isNew ? types.map(plain) : types);
    return typeof type === 'string' ? context.fail(node, `'${name}' ${type}`) : type;
  }
  let wrong: WrongArguments | undefined;
  for (const overload of signature) {
    wrong = checkArguments(context, name, overload, node.args, node);
    if (!wrong) return overload.out!;
  }
  return context.fail(wrong!.node, wrong!.message);
}

/** The newer dialect forgets here what it knows of the elements. */
function plain(type: Type): Type {
  if (type.name === ARRAY.name) return ARRAY;
  return type.kind === 'unknown' ? ANY : type;
}

function checkPredicateCall(context: CheckContext, node: BuiltinNode): Type {
  const { name, args: [first, predicate, third] } = node;
  const collection = context.visit(first);
  if (!isArray(collection) && !isAny(collection)) return context.fail(first, `'${name}' takes an array, got ${collection.name}`);
  if (!predicate) return name === 'count' ? INT : isAny(collection) ? context.unknown : collection.elem!;
  const type = context.inPredicate(collection, pointersOf(context, name), predicate);
  if (third) context.visit(third);
  const out = type.signature?.out;
  if (!out) return context.fail(predicate, `the predicate of '${name}' must give a value`);
  if (DECIDING.has(name) && !isBool(out) && !isAny(out)) return context.fail(predicate, `the predicate of '${name}' must be true or false, got ${out.name}`);
  return resultOf(context, name, collection, out);
}

function pointersOf({ unknown }: CheckContext, name: string): Readonly<Record<string, Type>> {
  if (name === 'map') return { index: INT };
  return name === 'reduce' ? { index: INT, acc: unknown } : {};
}

function resultOf({ dialect, unknown }: CheckContext, name: string, collection: Type, out: Type): Type {
  const arrayOf = dialect.plainArrays ? anySliceOf : sliceOf;
  switch (name) {
    case 'filter': return isAny(collection) ? ARRAY : arrayOf(collection.elem!);
    case 'map': return arrayOf(out);
    case 'find': case 'findLast': return isAny(collection) ? unknown : collection.elem!;
    case 'count': case 'findIndex': case 'findLastIndex': return INT;
    case 'groupBy': return mapOf(ANY, ARRAY);
    case 'sortBy': return collection;
    case 'sum': case 'reduce': return out;
    default: return BOOL;
  }
}

function checkGet(context: CheckContext, node: BuiltinNode): Type {
  if (node.args.length !== 2) return context.fail(node, `'get' takes 2 arguments, got ${node.args.length}`);
  const [base, index] = node.args;
  if (base.kind === 'identifier' && base.name === '$env') return context.refuse(node, '\'get\' of \'$env\' is not evaluated here');
  const baseType = context.visit(base);
  const indexType = context.visit(index);
  if (isAny(baseType)) return context.unknown;
  if (isArray(baseType)) {
    return isInteger(indexType) || isAny(indexType) ? baseType.elem! : context.fail(index, `the elements of ${baseType.name} have an integer as their index, not ${indexType.name}`);
  }
  if (baseType.kind === 'map') {
    const fits = isAny(indexType) || (isAssignable(indexType, baseType.key!) && (indexType.kind !== 'nil' || context.dialect.plainArrays));
    return fits ? baseType.elem! : context.fail(index, `${indexType.name} cannot be a key of ${baseType.name}`);
  }
  return context.fail(base, `${baseType.name} has no elements`);
}
