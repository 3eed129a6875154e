/** What a proof takes for granted where nobody says so; times in seconds. */
export interface Assumptions {
  readonly requestsPerSecond: number;
  /** From a pod's creation to its readiness. */
  readonly podStartup: number;
  readonly scrapeInterval: number;
  /** What the service speaks. @default - what its Service says, or its queries */
  readonly protocol?: 'http' | 'grpc';
}

export const ASSUMED: Assumptions = { requestsPerSecond: 50, podStartup: 20, scrapeInterval: 15 };
