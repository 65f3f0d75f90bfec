import { type Fingerprints, fingerprintOf } from './fingerprints.ts';

/** One version of the catalogue and what became of its entries since the one before; names are `family/code`. */
export interface Release {
  version: string;
  date: string;
  entries: number;
  added: readonly string[];
  changed: readonly string[];
  removed: readonly string[];
}

/** All versions, newest first, and what the entries said before the newest. */
export interface Ledger {
  releases: readonly Release[];
  since: Fingerprints;
}

function releaseOf(since: Fingerprints, now: Fingerprints, date: string): Release {
  const names = Object.keys(now);
  return {
    // The whole is in the name, so that no entry changes without a new version.
    version: `${date.replaceAll('-', '.')}-${fingerprintOf(now)}`,
    date,
    entries: names.length,
    added: names.filter((name) => since[name] === undefined),
    changed: names.filter((name) => since[name] !== undefined && since[name] !== now[name]),
    removed: Object.keys(since).filter((name) => now[name] === undefined),
  };
}

/** Records what the entries have become since they were last written. What changes on one day is one version in the end. */
export function recordRelease({ releases, since }: Ledger, written: Fingerprints, now: Fingerprints, date: string): Ledger {
  const [newest, ...older] = releases;
  if (newest !== undefined && fingerprintOf(written) === fingerprintOf(now)) return { releases, since };
  // The first version stays as it was counted.
  const continues = newest?.date === date && older.length > 0;
  const base = continues ? since : written;
  return { releases: [releaseOf(base, now, date), ...(continues ? older : releases)], since: base };
}
