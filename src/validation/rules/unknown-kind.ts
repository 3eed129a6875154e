import { isWholeGroup } from '../../schema/served-kinds';
import { Severity } from '../finding';
import { nearestKind } from '../nearest-kind';
import { type Rule } from '../rule';
import { kindViolation, unservedObjects } from '../unserved-objects';

export const unknownKind: Rule = {
  code: 'SC0015',
  name: 'unknown-kind',
  severity: Severity.ERROR,
  title: 'a kind that the API server does not have',
  sources: [
    // NoKindMatchError
    'https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/meta/errors.go',
    // ValidateCustomResourceDefinition: the group of a CRD has a dot.
    'https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apis/apiextensions/validation/validation.go',
  ],
  check: (subject) => unservedObjects(subject).filter(({ group }) => isWholeGroup(group)).map((manifest) => {
    const { apiVersion, group, kind } = manifest;
    const server = group.endsWith('.istio.io') ? 'Istio 1.30' : 'Kubernetes 1.37';
    return kindViolation(manifest, `${server} has no kind '${kind}' in apiVersion '${apiVersion}'`, nearestKind(manifest));
  }),
};
