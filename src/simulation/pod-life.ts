/** How the containers of a ReplicaSet live: all times in milliseconds. */
export interface ContainerTiming {
  /** From a start to readiness; infinite where it never is. */
  readonly startup: number;
  /** From readiness to a crash; infinite where there is none. */
  readonly uptime: number;
}

/** The first wait of the kubelet, and its longest. */
const FIRST_BACK_OFF = 10_000;
const LONGEST_BACK_OFF = 300_000;

/** A container that has run for so long is one that works. */
const LONG_RUN = 2 * LONGEST_BACK_OFF;

/**
 * A pod with one container, which may crash and is then started again: the first time at once, and later after ever longer waits.
 *
 * While it is down the pod is not ready, and no endpoint of any Service.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/kubelet/kuberuntime/kuberuntime_manager.go
 */
export class PodLife {
  /** When it is ready, or will be again. */
  public readyAt: number;
  /** How often its container was started again. */
  public restarts = 0;
  private crashes = 0;
  /** Undefined while the container runs. */
  private restartAt?: number;

  /**
   * @param number - which of all that its ReplicaSet has ever had, from 1
   * @param readyAt - when it is ready for the first time
   */
  constructor(public readonly number: number, readyAt: number, private readonly timing: ContainerTiming) {
    this.readyAt = readyAt;
  }

  /** Lets everything happen that does until a time. */
  public advance(at: number): void {
    for (let next = this.nextTurn(); next <= at; next = this.nextTurn()) {
      if (this.restartAt === undefined) this.crash(next);
      else this.restart();
    }
  }

  /** When its container crashes, or is started again. */
  public nextTurn(): number {
    const { uptime } = this.timing;
    return this.restartAt ?? (uptime === Infinity ? Infinity : this.readyAt + uptime);
  }

  private crash(at: number): void {
    this.crashes++;
    this.restartAt = at + this.backOff();
    this.readyAt = this.restartAt + this.timing.startup;
  }

  private restart(): void {
    this.restarts++;
    this.restartAt = undefined;
  }

  private backOff(): number {
    const { startup, uptime } = this.timing;
    if (this.crashes === 1 || startup + uptime > LONG_RUN) return 0;
    return Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** (this.crashes - 2));
  }
}
