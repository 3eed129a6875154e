import { type PodTemplateHash } from './pod-template-hash';
import { type SecretKeyData } from './resources/prometheus-provider';
import { type SecretKey } from './secret-key';

/** Where an argument comes from: exactly one of the five. */
export interface AnalysisArgData {
  readonly value?: string;
  readonly fieldPath?: string;
  readonly podTemplateHash?: 'Latest' | 'Stable';
  readonly secretKeyRef?: SecretKeyData;
  /** Whoever uses the template has to say. */
  readonly required?: true;
}

const METADATA = /^metadata\.(name|namespace|uid|(labels|annotations)\['[^'\]]+'\])$/;
const OWN_JSON = /^(spec|status)(\.[A-Za-z][A-Za-z0-9]*(\[\d+\])*)+$/;
const POD_TEMPLATE = /^spec\.template(\.|$)/;

/**
 * What stands for `{{args.NAME}}` in a query.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 */
export class AnalysisArg {
  /**
   * A text, the same in every release.
   *
   * In a SharedAnalysis it is the default, which a canary may override.
   *
   * @param text what is put in the place of `{{args.NAME}}`
   */
  public static value(text: string): AnalysisArg {
    if (text.includes('{{')) throw new Error(`'value' of an argument must not hold '{{', got '${text}'; Argo Rollouts puts it into the query as it is: write it out`);
    return new AnalysisArg({ value: text });
  }

  /**
   * A field of the Rollout, read when the analysis begins.
   *
   * The pod template is not to be had: the Rollout takes it from its Deployment, and its own JSON holds none.
   *
   * @param path `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels['x']`, `metadata.annotations['x']`, or dotted words from `spec` or `status` on to one value
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
   */
  public static fieldRef(path: string): AnalysisArg {
    if (POD_TEMPLATE.test(path)) {
      throw new Error(`'fieldRef' must not be in the pod template, got '${path}'; the Rollout takes its pods from a Deployment and has none itself: give a value, or a label of the Rollout`);
    }
    if (!METADATA.test(path) && !OWN_JSON.test(path)) {
      throw new Error(
        `'fieldRef' must be metadata.name, metadata.namespace, metadata.uid, metadata.labels['x'], metadata.annotations['x'], or a dotted path from spec or status on, got '${path}'; `
        + 'the controller would find nothing there and stop working on the Rollout: for example \'metadata.labels[\'team\']\'',
      );
    }
    return new AnalysisArg({ fieldPath: path });
  }

  /**
   * The hash by which pods of one version are told from the others'.
   *
   * `canary-hash` is there anyway, for that of the canary.
   */
  public static podTemplateHash(hash: PodTemplateHash): AnalysisArg {
    return new AnalysisArg({ podTemplateHash: hash });
  }

  /**
   * A value in a Secret, in the namespace of the canary.
   *
   * It is read for each measurement, and ends up in the query: with the server that answers it, and in its log.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#referencing-secrets
   */
  public static secret(key: SecretKey): AnalysisArg {
    return new AnalysisArg({ secretKeyRef: key._data });
  }

  /** What each canary has to say for itself, in `analysis.args`: only in a SharedAnalysis. */
  public static required(): AnalysisArg {
    return new AnalysisArg({ required: true });
  }

  private constructor(/** @internal */ public readonly _data: AnalysisArgData) {}
}

/** An argument as messages name it. */
export function describeArg({ value, fieldPath, podTemplateHash, secretKeyRef }: AnalysisArgData): string {
  if (value !== undefined) return `'${value}'`;
  if (fieldPath !== undefined) return `field ${fieldPath}`;
  if (podTemplateHash !== undefined) return `pod template hash ${podTemplateHash}`;
  return secretKeyRef ? `key '${secretKeyRef.key}' of Secret '${secretKeyRef.name}'` : 'a required argument';
}

/** Whether two come from the same place. */
export function isSameArg(one: AnalysisArgData, other: AnalysisArgData): boolean {
  return describeArg(one) === describeArg(other);
}
