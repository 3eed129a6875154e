import { ApiObject, Chart } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import type * as AppFindings from './app-findings';
import { CanaryCheck, type CheckedCanary, type FoundInApp } from './canary-check';

/** Where an app keeps its check; a weak map from outside would keep whole trees alive until the next full collection. */
const CHECK = Symbol.for('cdk8s-smart-canary.check');

interface CheckedRoot extends IConstruct {
  [CHECK]?: AppCheck;
}

/** What the last look at an app has found. */
interface Look {
  readonly messages: ReadonlyMap<IConstruct, readonly string[]>;
  /** All objects as they were, where they are few. */
  readonly content?: string;
  /** Who has been told: who asks twice begins another validation of the app. */
  readonly told: Set<IConstruct>;
}

/** So many objects are rendered in one task to see whether they have changed; what was found in a larger app holds until the task ends. */
const RENDERED_TO_COMPARE = 500;

const NOTHING: FoundInApp = { own: [], beside: [] };

let appFindings: typeof AppFindings | undefined;

/** Makes a synth fail for errors in the objects of a canary, and in those beside it. */
export function checkCanary(canary: CheckedCanary): CanaryCheck {
  const check = new CanaryCheck(canary);
  appCheckOf(canary.construct).addCanary(check);
  return check;
}

/** Makes a synth fail for errors in the objects of the chart that a construct is in. */
export function checkChartOf(construct: Construct): void {
  appCheckOf(construct).addChart(Chart.of(construct));
}

/** Makes the next validation of an app look at everything, however soon it comes. */
export function lookAgain(root: CheckedRoot): void {
  root[CHECK]?.forget();
}

function appCheckOf({ node }: Construct): AppCheck {
  const root: CheckedRoot = node.root;
  return root[CHECK] ??= new AppCheck(root);
}

/** Looks at an app once for all of its canaries, although cdk8s's App validates it once for every chart. */
class AppCheck {
  private readonly canaries: CanaryCheck[] = [];
  private readonly charts = new Set<Chart>();
  private last?: Look;
  private rendered = 0;

  constructor(private readonly root: IConstruct) {}

  public addCanary(check: CanaryCheck): void {
    const { construct } = check.canary;
    this.canaries.push(check);
    this.addChart(Chart.of(construct));
    construct.node.addValidation({ validate: () => this.messagesFor(construct) });
  }

  public addChart(chart: Chart): void {
    if (this.charts.has(chart)) return;
    this.charts.add(chart);
    chart.node.addValidation({ validate: () => this.messagesFor(chart) });
  }

  public forget(): void {
    this.last = undefined;
    this.rendered = 0;
  }

  private messagesFor(construct: IConstruct): string[] {
    if (!this.last || this.last.told.has(construct)) this.last = this.look(this.last);
    this.last.told.add(construct);
    return [...this.last.messages.get(construct) ?? []];
  }

  /** A synth ends with its first errors, so that who asks again after errors has begun another. */
  private look(before: Look | undefined): Look {
    // A synth is synchronous: what comes after the current task is another one.
    if (!before) queueMicrotask(() => this.forget());
    const isHeld = before?.messages.size === 0;
    if (isHeld && before.content === undefined) return { ...before, told: new Set() };
    const { contentOf, errorsAmongMany, errorsIn, renderObjects } = load();
    const { objects: all, canaries, charts } = this.present;
    this.rendered += all.length;
    const objects = this.rendered > RENDERED_TO_COMPARE ? undefined : renderObjects(all);
    const content = objects && contentOf(objects);
    if (isHeld && content === before.content) return { ...before, told: new Set() };
    let found: ReadonlyMap<CanaryCheck, FoundInApp> | undefined;
    for (const check of this.canaries) check.learn(() => (found ??= this.findAll()).get(check) ?? NOTHING);
    const messages = objects ? errorsIn(objects, canaries, charts) : errorsAmongMany(all, canaries, charts);
    return { messages, content, told: new Set() };
  }

  /** What is there to be read after a synth, and takes longer than its errors. */
  private findAll(): ReadonlyMap<CanaryCheck, FoundInApp> {
    const { findingsIn, renderObjects } = load();
    const { objects, canaries, charts } = this.present;
    return findingsIn(renderObjects(objects), canaries, charts);
  }

  /** Constructs can be taken out of an app. */
  private get present() {
    const constructs = this.root.node.findAll();
    const present = new Set(constructs);
    return {
      objects: constructs.filter(ApiObject.isApiObject),
      canaries: this.canaries.filter(({ canary }) => present.has(canary.construct)),
      charts: [...this.charts].filter((chart) => present.has(chart)),
    };
  }
}

/** At synth only: who makes canaries does not pay for it. */
function load(): typeof AppFindings {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return appFindings ??= require('./app-findings') as typeof AppFindings;
}
