import { type Finding } from './finding';
import { type Comment, type Manifest } from '../manifest/manifest';
import { type Position } from '../manifest/source-text';

/** Somebody's word that a finding is intended. */
export interface Acceptance {
  readonly code: string;
  /** The only object that it is about, as in findings; any where it is left out. */
  readonly resource?: string;
  readonly reason: string;
  /** Where it is written. */
  readonly at: Position;
}

/** How an acceptance begins in a comment beside the object that it is about. */
const COMMENT = /^smart-canary-accept:\s*(\S*)\s*(.*)$/;

export const CODE = /^SC\d{4}$/;

/** The acceptances in comments, each with the objects that it is about: above the items of a List it is about all of them. */
export function acceptancesIn(manifests: readonly Manifest[], nameOf: (manifest: Manifest) => string): Acceptance[] {
  return manifests.flatMap((manifest) => {
    const resource = nameOf(manifest);
    return (manifest.origin?.comments ?? []).flatMap((comment) => acceptanceOf(comment, resource) ?? []);
  });
}

export function isComplete({ code, reason }: Acceptance): boolean {
  return CODE.test(code) && reason !== '';
}

export function accepts(acceptance: Acceptance, finding: Finding): boolean {
  return isComplete(acceptance) && acceptance.code === finding.code && (acceptance.resource ?? finding.resource) === finding.resource;
}

function acceptanceOf({ text, file, line, column }: Comment, resource: string): Acceptance | undefined {
  const match = COMMENT.exec(text);
  return match ? { code: match[1], reason: match[2].trim(), resource, at: { file, line, column } } : undefined;
}
