import { type IValidation } from 'constructs';

/**
 * Makes a check cheap that cdk8s repeats: it validates the whole app once for every chart.
 *
 * A synth is synchronous, so what the first call has found holds until the current task ends.
 */
export function oncePerSynth(check: () => string[]): IValidation {
  let found: string[] | undefined;
  return {
    validate: () => {
      if (found === undefined) {
        found = check();
        queueMicrotask(() => { found = undefined; });
      }
      return found;
    },
  };
}
