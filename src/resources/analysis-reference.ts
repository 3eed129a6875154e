/** An argument of an analysis: exactly one of its three sources. */
export interface ArgumentData {
  readonly name: string;
  readonly value?: string;
  readonly podTemplateHash?: 'Latest' | 'Stable';
  readonly fieldPath?: string;
}

/** A template by its name. */
export interface TemplateReferenceData {
  readonly name: string;
  readonly clusterScope: boolean;
}

/** Templates that are used together, and what they are told. */
export interface AnalysisReferenceData {
  readonly templates: TemplateReferenceData[];
  readonly args: ArgumentData[];
}

/** Writes which templates make an analysis, and what they are told. */
export function renderAnalysis({ templates, args }: AnalysisReferenceData) {
  return { templates: templates.map(renderReference), args: renderArguments(args) };
}

/** Writes a reference; nothing says that a template is in the Rollout's namespace. */
export function renderReference({ name, clusterScope }: TemplateReferenceData) {
  return clusterScope ? { templateName: name, clusterScope } : { templateName: name };
}

/** Writes arguments, where there are any. */
export function renderArguments(args: ArgumentData[]) {
  return args.length ? args.map(renderArgument) : undefined;
}

function renderArgument({ name, value, podTemplateHash, fieldPath }: ArgumentData) {
  if (podTemplateHash) return { name, valueFrom: { podTemplateHashValue: podTemplateHash } };
  if (fieldPath) return { name, valueFrom: { fieldRef: { fieldPath } } };
  return { name, value };
}
