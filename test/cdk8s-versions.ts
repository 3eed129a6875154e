import type * as Cdk8s from 'cdk8s';
import type * as Constructs from 'constructs';
import type * as Library from '../src/index';

/** The library as it runs on one version of cdk8s. */
export interface OnCdk8s {
  readonly name: string;
  readonly cdk8s: typeof Cdk8s;
  readonly constructs: typeof Constructs;
  readonly library: typeof Library;
}

/** The lowest supported version and the latest: they bring different versions of the YAML library. */
export const CDK8S_VERSIONS: OnCdk8s[] = ['cdk8s', 'cdk8s-latest'].map(load);

function load(packageName: string): OnCdk8s {
  let loaded: Omit<OnCdk8s, 'name'>;
  jest.isolateModules(() => {
    const cdk8s = jest.requireActual<typeof Cdk8s>(packageName);
    jest.doMock('cdk8s', () => cdk8s);
    loaded = {
      cdk8s,
      constructs: jest.requireActual('constructs'),
      library: jest.requireActual('../src/index'),
    };
    // What is loaded on first use has to be loaded while this version stands for cdk8s.
    expect(new loaded.library.App().charts).toEqual([]);
    jest.dontMock('cdk8s');
  });
  return { name: `${packageName} ${jest.requireActual(`${packageName}/package.json`).version}`, ...loaded! };
}
