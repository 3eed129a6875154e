import { stringify } from 'yaml';

/** As much of a structural schema as the scripts look at. */
export interface Schema {
  description?: unknown;
  properties?: Record<string, Schema>;
  [keyword: string]: unknown;
}

export interface CustomResourceVersion {
  readonly name: string;
  readonly schema: { openAPIV3Schema: Schema };
  readonly subresources?: { readonly status?: object; readonly scale?: { readonly specReplicasPath: string } };
}

export interface CustomResourceDefinition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly scope: string;
    versions: CustomResourceVersion[];
  };
}

/** Drops the prose, which is upstream's, and keeps a property that happens to be called `description`. */
export function withoutDescriptions(definition: CustomResourceDefinition): CustomResourceDefinition {
  return JSON.parse(JSON.stringify(definition, (key, value) => key === 'description' && typeof value === 'string' ? undefined : value));
}

export function renderDefinitions(definitions: CustomResourceDefinition[]): string {
  return definitions.map((definition) => stringify(definition, { aliasDuplicateObjects: false, lineWidth: 0 })).join('---\n');
}
