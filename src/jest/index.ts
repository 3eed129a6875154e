import { type Duration } from 'cdk8s';
import { type ExposureLimit, matchers } from './matchers';

export { matchers, type ExposureLimit, type MatcherResult } from './matchers';
export { Scenario } from './scenario';
export { type ErrorOptions, type FaultOptions, type ScenarioOptions } from './scenario-options';
export { simulate, type SimulatedRelease, type SimulateOptions } from './simulate';
export { type Subject } from './subject';

declare global {
  // As `@types/jest` has it, which is where its matchers are added to.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> {
      /** The release is aborted. */
      toAbort(): R;
      /** The release is aborted, at the latest so long after its beginning. */
      toAbortWithin(time: Duration): R;
      /** The new version becomes the stable one. */
      toPromote(): R;
      /** Callers meet less than that of the new version. */
      toStayBelowExposure(limit: ExposureLimit): R;
    }
  }
}

// In a program without a test there is none.
if (typeof expect !== 'undefined') expect.extend(matchers);
