const TELEMETRY_LABEL = 'rollout_hash';
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Istio 1.24 renamed the node's attributes. */
const NODE_ATTRIBUTES: [since: number, attribute: string][] = [[24, 'xds.node.metadata'], [0, 'node.metadata']];

/**
 * The metric label that holds the pod template hash, by which a query sees the canary alone.
 */
export class HashLabel {
  /**
   * A Telemetry resource adds the label `rollout_hash` to what the pods' own sidecars report.
   *
   * Istio honours one Telemetry with a selector per workload: if these pods have one already, add the label there and use `HashLabel.scraped`.
   *
   * @see https://istio.io/latest/docs/tasks/observability/metrics/customize-metrics/
   */
  public static telemetry(): HashLabel {
    return new HashLabel(TELEMETRY_LABEL, true);
  }

  /**
   * Prometheus copies the pod label when it scrapes, or something else adds it.
   *
   * @param label name of the label on the series, for example `rollouts_pod_template_hash`
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
   */
  public static scraped(label: string): HashLabel {
    if (!LABEL_NAME.test(label) || label.startsWith('__')) {
      throw new Error(
        `'label' must be a Prometheus label name (letters, digits and '_', no digit first, not beginning with '__'), got '${label}'; `
        + 'the pod label rollouts-pod-template-hash is usually scraped as \'rollouts_pod_template_hash\'',
      );
    }
    return new HashLabel(label, false);
  }

  /** No label: only thresholds with a query of their own can be used. */
  public static none(): HashLabel {
    return new HashLabel(undefined, false);
  }

  private constructor(
    /** @internal */ public readonly _name: string | undefined,
    /** @internal */ public readonly _emitted: boolean,
  ) {}
}

/** The CEL expression with which a sidecar of this Istio minor version reads its pod's hash. */
export function podHashExpression(istioMinor: number): string {
  const [, attribute] = NODE_ATTRIBUTES.find(([since]) => istioMinor >= since)!;
  return `${attribute}['LABELS']['rollouts-pod-template-hash']`;
}
