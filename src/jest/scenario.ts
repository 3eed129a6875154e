import {
  type AnyOptions, type CrashOptions, type ErrorOptions, type FaultOptions, type LoadOptions, type Played, readPlayed, readSituation,
  type ScenarioOptions, type SecondOptions,
} from './scenario-options';
import { type Situation, type SituationName } from '../simulation/situation';

/** What is wrong with a release while it is played, and what traffic there is. */
export class Scenario {
  /** Nothing is wrong. */
  public static healthy(options: ScenarioOptions = {}): Scenario {
    return new Scenario('healthy', options);
  }

  /** Requests to the new version fail. */
  public static canaryFails(options: ErrorOptions = {}): Scenario {
    return new Scenario('canary-fails', options);
  }

  /** The new version takes 1 to 5 seconds to answer. */
  public static canarySlow(options: FaultOptions = {}): Scenario {
    return new Scenario('canary-slow', options);
  }

  /** Pods of the new version become ready, crash and are started again, ever later. */
  public static canaryCrashloops(options: CrashOptions = {}): Scenario {
    return new Scenario('canary-crashloops', options);
  }

  /** Requests to the new version fail from a share of all requests on. */
  public static failsOnlyAtWeight(options: LoadOptions = {}): Scenario {
    return new Scenario('fails-only-at-weight', options);
  }

  /** Another version is released meanwhile, and one of the two fails. */
  public static secondDeploy(options: SecondOptions = {}): Scenario {
    return new Scenario('second-deploy', options);
  }

  /** Requests to both versions fail for two minutes. */
  public static errorSpike(options: ErrorOptions = {}): Scenario {
    return new Scenario('error-spike', options);
  }

  /** Nobody calls. */
  public static noTraffic(options: Omit<ScenarioOptions, 'requestsPerSecond'> = {}): Scenario {
    return new Scenario('no-traffic', options);
  }

  /** Few requests come, and by chance. */
  public static lowTraffic(options: ScenarioOptions = {}): Scenario {
    return new Scenario('low-traffic', options);
  }

  /** Pods of the new version never become ready. */
  public static neverReady(options: Omit<ScenarioOptions, 'podStartup'> = {}): Scenario {
    return new Scenario('never-ready', options);
  }

  /** Prometheus does not answer. */
  public static prometheusDown(options: FaultOptions = {}): Scenario {
    return new Scenario('prometheus-down', options);
  }

  public readonly situation: Situation;
  public readonly played: Played;

  private constructor(public readonly name: SituationName, options: AnyOptions) {
    this.situation = { name, ...readSituation(options) };
    this.played = readPlayed(options);
  }
}
