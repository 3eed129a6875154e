/** Words that write nothing by themselves, and why; a type stands for all of its members. */
export const NOT_EMITTED: { readonly [word: string]: string } = {
  'AcceptedFinding': 'read from the canary: what is accepted of what there is to say about it',
  'App': 'writes what cdk8s\'s App writes',
  'ControllerField': 'read from the canary: what controllers write',
  'Finding': 'read from the canary: what there is to say about it',
  'Severity': 'read from a finding',
  'SharedAnalysis': 'read from the shared analysis: its object',
  'SmartCanary': 'read from the canary: its objects, and what is known about them',
  'Acceptance': 'says which findings are intended, and why',
  'SmartCanaryProps.accept': 'says which findings are intended, and why',
  'Traffic.requestsPerSecond': 'says under what the canary is proven',
  'LatencyOptions.buckets': 'says what the pods\' histogram is like, by which a bound is judged',
};
