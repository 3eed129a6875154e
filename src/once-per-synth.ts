/**
 * Makes cheap what cdk8s repeats: it validates the whole app once for every chart.
 *
 * A synth is synchronous, so what the first call has found holds until the current task ends.
 */
export function oncePerSynth<T>(compute: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    if (found === undefined) {
      found = { value: compute() };
      queueMicrotask(() => { found = undefined; });
    }
    return found.value;
  };
}
