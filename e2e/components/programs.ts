import { join } from 'node:path';
import { type GoProgram } from '../programs/go-program';

const KUBERNETES = {
  module: join(__dirname, 'kubernetes'),
  // Without them the version is v0.0.0-master, and whatever asks for the server's version stumbles over it.
  variables: {
    'k8s.io/component-base/version.gitVersion': 'v1.37.2',
    'k8s.io/component-base/version.gitMajor': '1',
    'k8s.io/component-base/version.gitMinor': '37',
    'k8s.io/component-base/version.gitTreeState': 'clean',
  },
};

/** What the cluster is made of, the longest builds first. */
export const PROGRAMS = {
  apiServer: { name: 'kube-apiserver', package: 'k8s.io/kubernetes/cmd/kube-apiserver', ...KUBERNETES },
  controllerManager: { name: 'kube-controller-manager', package: 'k8s.io/kubernetes/cmd/kube-controller-manager', ...KUBERNETES },
  argoRollouts: {
    name: 'rollouts-controller',
    module: join(__dirname, 'argo-rollouts'),
    package: 'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
    variables: { 'github.com/argoproj/argo-rollouts/utils/version.version': 'v1.9.1' },
  },
  etcd: { name: 'etcd', module: join(__dirname, 'etcd'), package: '.' },
} satisfies Record<string, GoProgram>;

/** What people look at a release with; only the suite about that wants it. */
export const KUBECTL_PLUGIN: GoProgram = {
  name: 'kubectl-argo-rollouts',
  module: join(__dirname, 'kubectl-argo-rollouts'),
  package: 'github.com/argoproj/argo-rollouts/cmd/kubectl-argo-rollouts',
};
