import { type Twin } from './subject';
import { type Manifest } from '../manifest/manifest';
import { type Position } from '../manifest/source-text';
import { ASSUMED, type Assumptions } from '../simulation/proof/assumptions';

/** Somebody's word on the world that releases are proven for. */
export interface Assumption {
  readonly assumed: Partial<Assumptions>;
  /** The only Rollout that it is about, as in findings; all where it is left out. */
  readonly resource?: string;
  /** Where it is written, unless a program says it. */
  readonly at?: Position;
}

/** What is assumed about each Rollout: what is said of it alone goes before what is said of all, and what is insisted on before both. */
export class StatedWorld implements Twin {
  private readonly asked = new Set<string>();

  constructor(private readonly stated: readonly Assumption[], private readonly insisted: Partial<Assumptions> = {}) {}

  public readonly assume = (_rollout: Manifest, name: string): Assumptions => {
    this.asked.add(name);
    const ofAll = this.stated.filter(({ resource }) => resource === undefined);
    const ofThis = this.stated.filter(({ resource }) => resource === name);
    return [...ofAll, ...ofThis, { assumed: this.insisted }].reduce<Assumptions>((world, { assumed }) => ({ ...world, ...assumed }), ASSUMED);
  };

  /** How often is scraped, as far as anybody has said it of all. */
  public get scrapeInterval(): number | undefined {
    const ofAll = this.stated.filter(({ resource }) => resource === undefined);
    return this.insisted.scrapeInterval ?? ofAll.findLast(({ assumed }) => assumed.scrapeInterval !== undefined)?.assumed.scrapeInterval;
  }

  /** What was said of a Rollout that nobody has asked about. */
  public get unused(): Assumption[] {
    return this.stated.filter(({ resource }) => resource !== undefined && !this.asked.has(resource));
  }
}
