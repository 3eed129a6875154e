import { type JsonPath, stringsAt } from './json';
import { type Labels } from './label-selector';
import { type Manifest } from './manifest';

/** Finds the objects whose selectors may fit some labels without asking each of them: thousands of pods and Services in one namespace are no rarity. */
export class SelectorIndex {
  private readonly order = new Map<Manifest, number>();
  private readonly byPair = new Map<string, Manifest[]>();

  constructor(manifests: readonly Manifest[], path: JsonPath) {
    const pairs = manifests.map(({ object }) => pairsOf(stringsAt(object, ...path)));
    const counts = new Map<string, number>();
    for (const pair of pairs.flat()) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    manifests.forEach((manifest, index) => {
      this.order.set(manifest, index);
      // Under its rarest label alone: whatever fits has that one too, and `part-of: shop` tells nothing.
      const [rarest = ''] = pairs[index].sort((a, b) => counts.get(a)! - counts.get(b)!);
      const found = this.byPair.get(rarest);
      if (found) found.push(manifest);
      else this.byPair.set(rarest, [manifest]);
    });
  }

  /** The objects that ask for one of these labels, or for none, in their own order. */
  public candidates(labels: Labels): Manifest[] {
    const found = ['', ...pairsOf(labels)].flatMap((pair) => this.byPair.get(pair) ?? []);
    return found.sort((a, b) => this.order.get(a)! - this.order.get(b)!);
  }
}

function pairsOf(labels: Labels): string[] {
  return [...labels].map(([key, value]) => `${key}=${value}`);
}
