import { type LabelRecord } from './request-labels';
import { type ServedWorkload } from './served-workload';
import { Labels } from '../../promql/series/labels';

/** The labels of the series that come of one tally: thousands of worlds of one workload have the same. */
export class TallyLabels {
  /** One text for each set of labels. */
  public readonly key: string;
  private readonly known = new Map<string, Labels>();

  constructor(private readonly record: LabelRecord) {
    this.key = JSON.stringify(record);
  }

  /** @param edge - the upper one of a bucket */
  public of(metric: string, edge = ''): Labels {
    const name = `${metric}/${edge}`;
    let labels = this.known.get(name);
    if (!labels) this.known.set(name, labels = Labels.of({ ...this.record, __name__: metric, le: edge }));
    return labels;
  }
}

const BY_WORKLOAD = new WeakMap<ServedWorkload, Map<string, TallyLabels>>();

/** What was made for a workload under a name, which must tell apart all that its labels depend on. */
export function tallyLabelsOf(workload: ServedWorkload, name: string, make: () => LabelRecord): TallyLabels {
  let known = BY_WORKLOAD.get(workload);
  if (!known) BY_WORKLOAD.set(workload, known = new Map());
  let labels = known.get(name);
  if (!labels) known.set(name, labels = new TallyLabels(make()));
  return labels;
}
