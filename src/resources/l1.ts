import type * as Argo from '../../imports/argoproj.io';
import type * as IstioNetworking from '../../imports/networking.istio.io';
import type * as IstioTelemetry from '../../imports/telemetry.istio.io';

/** One getter per API group: an `import` would load half a megabyte of code as soon as anybody requires the library. */
/* eslint-disable @typescript-eslint/no-require-imports */
export const l1 = {
  get argo(): typeof Argo {
    return require('../../imports/argoproj.io');
  },
  get networking(): typeof IstioNetworking {
    return require('../../imports/networking.istio.io');
  },
  get telemetry(): typeof IstioTelemetry {
    return require('../../imports/telemetry.istio.io');
  },
};
/* eslint-enable @typescript-eslint/no-require-imports */
