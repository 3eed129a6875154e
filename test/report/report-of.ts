import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leavesUnchecked } from '../../src/manifest/problem';
import { readManifests } from '../../src/manifest/read-manifests';
import { SourceText } from '../../src/manifest/source-text';
import { type Report } from '../../src/report/report';
import { ALL_RULES } from '../../src/validation/registry';
import { validate } from '../../src/validation/validate';

/** What there is to report about one file. */
export function reportOf(text: string, file = 'shop.yaml'): Report {
  const { manifests, problems } = readManifests(text, file);
  const source = new SourceText(file, text);
  const unchecked = problems.filter(leavesUnchecked).length;
  const looked = { files: 1, objects: manifests.length, unchecked };
  return { ...validate(manifests, { problems }), ...looked, rules: ALL_RULES, lineOf: (_, line) => source.line(line) };
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

/** What the twin finds in it has evidence. */
export const ARTICLE = readFileSync(join(__dirname, '../../dist/02-the-article/rpc-server.k8s.yaml'), 'utf-8');

/** That of SC0701. */
export const EVIDENCE = ['26s  weight 20 %', '26s  success-rate: Successful [1]', '53s  weight 50 %', '1m48s  weight 100 %', '1m48s  promoted'];
