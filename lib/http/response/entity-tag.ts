import { hash } from 'node:crypto';
import type { Caller } from '../../domain/access/caller.ts';
import { catalogueVersion } from '../../domain/catalogue/catalogue-version.generated.ts';
import { release } from '../../domain/release.ts';

// They move with every reading, also one that found nothing new.
const readingTimes = new Set(['observedAt', 'lastAttemptAt', 'lastCompletedAt', 'lastTick', 'nextTick', 'lastReadAt']);

/** A version made of the body itself, less the times of our own readings. */
export function versionOfBody(body: unknown): string {
  if (typeof body === 'string') return hashOf(body);
  return hashOf(JSON.stringify(body, (name, value) => (readingTimes.has(name) ? undefined : value)));
}

/** What the grants leave a caller to see and do, in one word: part of every tag and of every kept body. */
export function scopeOf({ role, visible }: Caller): string {
  return `${role}:${visible === 'all' ? visible : hashOf(visible.signature)}`;
}

/**
 * A weak tag of a representation: its address, what the caller may see, its version, and those of the catalogue and the release, whose words
 * stand in many bodies without a change of what is stored. https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
 */
export function entityTag(
  address: string,
  scope: string,
  version: string,
  { words = catalogueVersion.version, build = release }: { words?: string; build?: string } = {},
): string {
  return `W/"${hashOf(JSON.stringify([address, scope, version, words, build])).slice(0, 22)}"`;
}

/** True when the caller holds this version already. */
export function isHeld(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false;
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((candidate) => opaque(candidate) === opaque(tag));
}

function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
