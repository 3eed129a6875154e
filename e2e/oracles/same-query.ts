import { type Parsed } from './promql';
import { type Aggregation, type Binary, type Expression } from '../../src/promql/ast';
import { check } from '../../src/promql/check';
import { readQuery } from '../../src/promql/query';

/** What both say of a query, in the same words: compare them whole. */
export interface Verdicts {
  readonly ours: Verdict;
  readonly theirs: Verdict;
}

export interface Verdict {
  readonly type?: string;
  readonly tree?: unknown;
  /** Where it is refused, in bytes. */
  readonly refusedAt?: number;
}

/** Everything that Prometheus finds wrong has a place; the first thing that we find has to stand at one of these. */
export function verdictsOf(query: string, real: Parsed): Verdicts {
  const { expression, type, problem } = readQuery(query);
  const bytes = (offset: number) => Buffer.byteLength(query.slice(0, offset));
  const ours: Verdict = problem ? { refusedAt: bytes(problem.start) } : { type, tree: plain(expression, bytes) };
  if (real.accepted) return { ours, theirs: { type: real.type, tree: real.tree } };
  const places = (real.errors ?? []).map(({ start }) => start);
  return { ours, theirs: { refusedAt: problem && places.includes(ours.refusedAt ?? -1) ? ours.refusedAt : places[0] } };
}

/** The tree as the oracle tells it: an empty modifier is none, and matching means nothing beside a scalar. */
function plain(expression: Expression, bytes: (offset: number) => number): unknown {
  const { start, end: _end, ...fields } = expression;
  const inner = (one: Expression) => plain(one, bytes);
  return { start: bytes(start), ...plainFields(fields as Expression, inner) };
}

function plainFields(fields: Expression, inner: (one: Expression) => unknown): object {
  switch (fields.kind) {
    case 'number':
      return { ...fields, value: Number.isFinite(fields.value) ? fields.value : String(fields.value).replace(/^(-?)Infinity$/, (_, sign: string) => `${sign || '+'}Inf`) };
    case 'vectorSelector':
      return { ...withoutZeroOffset(fields), matchers: fields.matchers.map(({ label, operator, value }) => ({ label, operator, value })) };
    case 'matrixSelector':
      return { ...fields, selector: inner(fields.selector) };
    case 'subquery':
      return { ...withoutZeroOffset(fields), expression: inner(fields.expression) };
    case 'call':
      return { ...fields, args: fields.args.map(inner) };
    case 'aggregation':
      return {
        ...withoutEmptyGrouping(fields),
        expression: inner(fields.expression),
        ...(fields.parameter ? { parameter: inner(fields.parameter) } : {}),
      };
    case 'binary':
      return { ...withoutEmptyMatching(fields), left: inner(fields.left), right: inner(fields.right) };
    case 'unary':
    case 'parenthesis':
      return { ...fields, expression: inner(fields.expression) };
    default:
      return fields;
  }
}

function withoutZeroOffset<Shifted extends { readonly offset?: number }>({ offset, ...rest }: Shifted): object {
  return offset ? { ...rest, offset } : rest;
}

function withoutEmptyGrouping({ grouping, ...rest }: Aggregation): object {
  return grouping && (grouping.without || grouping.labels.length > 0) ? { ...rest, grouping } : rest;
}

/** Between a vector and a scalar nothing is matched, whatever is written there. */
function withoutEmptyMatching({ matching, ...rest }: Binary): object {
  const isOfUse = matching && (matching.on || matching.labels.length > 0 || matching.group);
  return isOfUse && [rest.left, rest.right].every((side) => check(side).type === 'vector') ? { ...rest, matching } : rest;
}
