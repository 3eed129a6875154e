export const ARGO = 'argoproj.io';
export const ISTIO_NETWORKING = 'networking.istio.io';
export const ISTIO_TELEMETRY = 'telemetry.istio.io';
