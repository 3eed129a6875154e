import type * as Argo from '../../imports/argoproj.io';
import type * as IstioNetworking from '../../imports/networking.istio.io';
import type * as IstioTelemetry from '../../imports/telemetry.istio.io';

let argo: typeof Argo | undefined;
let networking: typeof IstioNetworking | undefined;
let telemetry: typeof IstioTelemetry | undefined;

/** One getter per API group: an `import` would load half a megabyte of code as soon as anybody requires the library. */
/* eslint-disable @typescript-eslint/no-require-imports */
export const l1 = {
  get argo() {
    return argo ??= require('../../imports/argoproj.io') as typeof Argo;
  },
  get networking() {
    return networking ??= require('../../imports/networking.istio.io') as typeof IstioNetworking;
  },
  get telemetry() {
    return telemetry ??= require('../../imports/telemetry.istio.io') as typeof IstioTelemetry;
  },
};
/* eslint-enable @typescript-eslint/no-require-imports */
