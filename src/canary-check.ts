import { type ApiObject } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { type AssumedWorld } from './traffic';
import { accept, UNUSED_ACCEPTANCE } from './validation/accept';
import { type Acceptance } from './validation/acceptance';
import { type Finding, Severity, type Verdict } from './validation/finding';

/** A canary as far as what is found in its app is about it. */
export interface CheckedCanary {
  readonly construct: Construct;
  /** Its objects that somebody else has made. */
  readonly takenOver: readonly ApiObject[];
  readonly clusterDomain: string;
  /** Its Rollout, and the world in which that is proven. */
  readonly rollout: ApiObject;
  readonly assumed: AssumedWorld;
  readonly acceptances: readonly Acceptance[];
  /** What the construct itself has to say; none of it is an error. */
  readonly saysItself: () => readonly Finding[];
}

/** What was found in the objects of a canary, and in those of its chart that are no canary's. */
export interface FoundInApp {
  readonly own: readonly Finding[];
  /** What the canary may accept, too. */
  readonly beside: readonly Finding[];
}

/** What there is to say about a canary: what it says itself, and since the last synth what was found in its objects. */
export class CanaryCheck {
  private find?: () => FoundInApp;

  constructor(public readonly canary: CheckedCanary) {}

  /** The canary's own objects, and those that it has taken over. */
  public get objects(): IConstruct[] {
    const { construct, takenOver } = this.canary;
    return [...construct.node.findAll(), ...takenOver];
  }

  /** Learns how to find out what there is in the app, for whoever asks. */
  public learn(find: () => FoundInApp): void {
    this.find = find;
  }

  public get verdict(): Verdict {
    const found = this.find?.();
    const { own, beside } = found ?? { own: [], beside: [] };
    const said = this.canary.saysItself();
    const news = own.filter((finding) => !said.some((each) => isSame(each, finding)));
    const { findings, accepted } = this.judge([...said, ...news], beside);
    // Before everything was looked at nobody knows what an acceptance is for.
    return { findings: findings.filter(({ code }) => found || code !== UNUSED_ACCEPTANCE.code), accepted };
  }

  /** The errors among what was found, but for those that are accepted. */
  public errorsIn({ own, beside }: FoundInApp): Verdict {
    const { findings, accepted } = this.judge(own, beside);
    return { findings: findings.filter(({ severity }) => severity === Severity.ERROR), accepted };
  }

  /** What is beside a canary it may accept, and does not list. */
  private judge(own: readonly Finding[], beside: readonly Finding[]): Verdict {
    const { findings, accepted } = accept([...own, ...beside], this.canary.acceptances);
    const others = new Set(beside);
    return { findings: findings.filter((finding) => !others.has(finding)), accepted };
  }
}

/** What a canary knows by itself may be found in its objects as well. */
function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.resource === b.resource && a.path === b.path;
}
