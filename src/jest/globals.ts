import { type Duration } from 'cdk8s';
import './index';
import { type ExposureLimit } from './matchers';

export * from './index';

declare module 'expect' {
  interface Matchers<R> {
    toAbort(): R;
    toAbortWithin(time: Duration): R;
    toPromote(): R;
    toStayBelowExposure(limit: ExposureLimit): R;
  }
}
