import { Duration } from 'cdk8s';

/** What is assumed of the service while a release is under way. */
export interface Traffic {
  /**
   * From a pod's creation to its readiness, image pull included, in whole seconds.
   *
   * @default Duration.seconds(20)
   */
  readonly podStartup?: Duration;
}

export const DEFAULT_POD_STARTUP = Duration.seconds(20);
