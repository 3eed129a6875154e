import { readManifests } from '../../src/manifest/read-manifests';
import { SourceText } from '../../src/manifest/source-text';
import { type Report } from '../../src/report/report';
import { ALL_RULES } from '../../src/validation/registry';
import { validate } from '../../src/validation/validate';

/** What there is to report about one file. */
export function reportOf(text: string, file = 'shop.yaml'): Report {
  const { manifests, problems } = readManifests(text, file);
  const source = new SourceText(file, text);
  return { ...validate(manifests, { problems }), rules: ALL_RULES, files: 1, objects: manifests.length, lineOf: (_, line) => source.line(line) };
}

/** An error, a warning, and one that is accepted. */
export const MIXED = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  # smart-canary-accept: SC0011 both are the same
  ports:
  - {name: http, port: 80}
  - {name: http, port: 81}
  typ: ClusterIP
---
# smart-canary-accept: SC0603 it is elsewhere
{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}
`;

export const CLEAN = '{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}\n';
