import { innerTemplates } from './analysis-templates';
import { type Bundle, type Reference } from './bundle';
import { type Manifest } from './manifest';

/** A template as it is used in a namespace: where a ClusterAnalysisTemplate leads depends on who uses it. */
interface Node {
  readonly references: readonly Reference[];
  readonly namespace: string;
  /** When it was met first, and the earliest template still open that it leads back to. */
  readonly order: number;
  low: number;
  isOpen: boolean;
  /** How many of its references have been followed. */
  followed: number;
}

/**
 * Finds the places that name a template which they are inside of, whatever the order of the manifests.
 *
 * It walks each template once, as the strongly connected components of Tarjan: thousands of templates in a row, or all in all, are no more work than others.
 */
export class TemplateCycles {
  private readonly nodes = new Map<string, Map<Manifest, Node>>();
  private readonly members: Node[] = [];
  private readonly found = new Set<Reference>();
  private met = 0;

  constructor(private readonly bundle: Bundle) {}

  /** Every place that was found so far. */
  public get references(): Reference[] {
    return [...this.found];
  }

  /** Looks at a template as something in a namespace uses it, and at all that it leads to. */
  public walk(template: Manifest, namespace: string): void {
    if (this.nodeOf(template, namespace)) return;
    // No recursion: templates may be nested as deeply as there are templates.
    const path = [this.open(template, namespace)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = this.follow(top);
      if (next) {
        path.push(next);
      } else if (top.followed === top.references.length) {
        path.pop();
        this.close(top, path.at(-1));
      }
    }
  }

  /** Follows the next reference of a template, and gives what it leads to where that is new. */
  private follow(from: Node): Node | undefined {
    const template = from.references.at(from.followed)?.manifest;
    if (from.followed < from.references.length) from.followed++;
    if (!template) return undefined;
    const known = this.nodeOf(template, from.namespace);
    if (!known) return this.open(template, from.namespace);
    if (known.isOpen) from.low = Math.min(from.low, known.order);
    return undefined;
  }

  private open(template: Manifest, namespace: string): Node {
    const references = innerTemplates(this.bundle, template, namespace);
    const node: Node = { references, namespace, order: this.met, low: this.met, isOpen: true, followed: 0 };
    this.met++;
    if (!this.nodes.has(namespace)) this.nodes.set(namespace, new Map());
    this.nodes.get(namespace)!.set(template, node);
    this.members.push(node);
    return node;
  }

  private close(node: Node, parent: Node | undefined): void {
    if (parent) parent.low = Math.min(parent.low, node.low);
    if (node.low !== node.order) return;
    // All that was met since is one circle of circles, or this template alone.
    const circle = new Set(this.members.splice(this.members.lastIndexOf(node)));
    for (const member of circle) {
      member.isOpen = false;
      for (const reference of member.references) {
        const target = reference.manifest && this.nodeOf(reference.manifest, member.namespace);
        if (target && circle.has(target)) this.found.add(reference);
      }
    }
  }

  private nodeOf(template: Manifest, namespace: string): Node | undefined {
    return this.nodes.get(namespace)?.get(template);
  }
}
