import { requireSubdomain } from './names';
import { type SecretKeyData } from './resources/prometheus-provider';

const KEY = /^[-._a-zA-Z0-9]+$/;
const LONGEST_KEY = 253;

/**
 * One value in a Secret: what is written is where it is, never what it is.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class SecretKey {
  /**
   * A value in a Secret of the canary's own namespace.
   *
   * The Secret has to be there before the analysis begins: without it, or without the key, the release is aborted.
   *
   * @param secretName name of the Secret
   * @param key key under `data`
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#referencing-secrets
   */
  public static of(secretName: string, key: string): SecretKey {
    requireSubdomain('secretName', secretName);
    if (!KEY.test(key) || key === '.' || key.startsWith('..') || key.length > LONGEST_KEY) {
      throw new Error(
        `'key' must be a key of a Secret (letters, digits, '-', '_' and '.', not beginning with '..', at most ${LONGEST_KEY} characters), got ${key.length} characters; `
        + 'give the name under which the Secret holds the value, not the value',
      );
    }
    return new SecretKey({ name: secretName, key });
  }

  private constructor(/** @internal */ public readonly _data: SecretKeyData) {}
}
