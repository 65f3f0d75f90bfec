import { createHash } from 'node:crypto';
import type { CatalogueEntry } from '../../lib/domain/catalogue/catalogue-entry.ts';

/** What each entry says, by `family/code`, as eight hexadecimal digits. */
export type Fingerprints = Readonly<Record<string, string>>;

/** Digits of the whole catalogue, and of one entry. */
const digits = 8;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** One spelling of a value whatever the order its fields were written in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** The fingerprint of every entry, sorted by name so that an order of files means nothing. */
export function fingerprintsOf(entries: readonly CatalogueEntry[]): Fingerprints {
  const named = entries.map((entry) => [`${entry.family}/${entry.code}`, digest(canonical(entry))] as const);
  return Object.fromEntries(named.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The fingerprint of the catalogue as a whole. */
export function fingerprintOf(fingerprints: Fingerprints): string {
  return digest(canonical(fingerprints));
}
