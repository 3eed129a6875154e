import { type ArrayNode, type Node } from './ast';
import { type Dialect } from './dialect';
import { type Type } from './type';

/** What the parts of the checker need of the whole. */
export interface CheckContext {
  readonly dialect: Dialect;
  /** What the dialect says where it knows nothing. */
  readonly unknown: Type;
  /** Finds the type of a node and of everything below it. */
  visit(node: Node): Type;
  /** Notes what is wrong, if it is the first, and goes on as if anything may be there. */
  fail(node: Node, message: string, found?: { readonly token?: string; readonly nearest?: string }): Type;
  /** Notes that only the controller can evaluate this. */
  refuse(node: Node, message: string): Type;
  elementOf(array: ArrayNode): Type;
  /** The predicate's type for a collection, whose element `#` is there. */
  inPredicate(collection: Type, pointers: Readonly<Record<string, Type>>, predicate: Node): Type;
}
