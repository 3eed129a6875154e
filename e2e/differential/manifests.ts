/** How many changed manifests each suite asks about. */
export const MANIFESTS = { short: 600, long: 12_000 } as const;
