import { type Emit } from './recorder';
import { type RouteModel, type RoutingModel } from './rollout-model';

export interface Shares {
  readonly canary: number;
  readonly stable: number;
  readonly experiment: number;
}

/** Whose pods the subsets mean: undefined until the controller has said so. */
export interface SubsetTemplates {
  readonly canary?: string;
  readonly stable?: string;
}

/** What the controller has written into the objects of the mesh; nothing is written twice. */
export class Mesh {
  public canaryService?: string;
  public stableService?: string;
  private shares: Shares = { canary: 0, stable: 100, experiment: 0 };
  private subsets: SubsetTemplates = {};
  private readonly managed = new Map<string, RouteModel>();

  constructor(private readonly revisionOf: (template: string) => number, private readonly emit: Emit) {}

  public get canaryWeight(): number {
    return this.shares.canary;
  }

  public get weights(): Shares {
    return this.shares;
  }

  public get subsetTemplates(): SubsetTemplates {
    return this.subsets;
  }

  /** The header and mirror routes that are set. */
  public get routes(): readonly RouteModel[] {
    return [...this.managed.values()];
  }

  /** Whether a subset means the pods of a template. */
  public refersTo(template: string): boolean {
    return [this.subsets.canary, this.subsets.stable, this.canaryService, this.stableService].includes(template);
  }

  /** Starts where a release has ended. */
  public settle(template: string, { hasSubsets, hasCanaryService, hasStableService }: RoutingModel): void {
    if (hasSubsets) this.subsets = { canary: template, stable: template };
    if (hasCanaryService) this.canaryService = template;
    if (hasStableService) this.stableService = template;
  }

  public setShares(shares: Shares): void {
    const { canary, stable, experiment } = shares;
    const now = this.shares;
    if (canary === now.canary && stable === now.stable && experiment === now.experiment) return;
    this.shares = shares;
    this.emit({ kind: 'weight', weight: canary, stable, ...experiment > 0 ? { experiment } : {} });
  }

  public setSubsets(canary: string, stable: string): void {
    if (this.subsets.canary === canary && this.subsets.stable === stable) return;
    this.subsets = { canary, stable };
    this.emit({ kind: 'hash', of: 'subsets', canary: this.revisionOf(canary), stable: this.revisionOf(stable) });
  }

  public setCanaryService(template: string): void {
    if (this.canaryService === template) return;
    this.canaryService = template;
    this.emit({ kind: 'hash', of: 'canaryService', canary: this.revisionOf(template) });
  }

  public setStableService(template: string): void {
    if (this.stableService === template) return;
    this.stableService = template;
    this.emit({ kind: 'hash', of: 'stableService', stable: this.revisionOf(template) });
  }

  public setRoute(route: RouteModel): void {
    const { name } = route;
    const isNew = !this.managed.has(name);
    this.managed.set(name, route);
    if (isNew) this.emit({ kind: 'route', name, state: 'set' });
  }

  public removeRoute(name: string): void {
    if (this.managed.delete(name)) this.emit({ kind: 'route', name, state: 'removed' });
  }

  public removeRoutes(): void {
    for (const name of [...this.managed.keys()]) this.removeRoute(name);
  }
}
