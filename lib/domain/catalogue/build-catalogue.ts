import { type CatalogueEntry, type Family, families, isFamily } from './catalogue-entry.ts';
import { coreKey, lookupKeys, normaliseCode, vendorKeys } from './code/code-keys.ts';

/** Families whose codes also occur without their prefix, or with the prefix of another service. */
const familiesWithCores: readonly string[] = ['cloud-sync', 'cloud-sync-extended', 'cross-tenant-sync', 'provisioning-log'];

/** Where the code of a connector is sought first: among those of the log that connectors write. */
export const vendorFamilies: readonly Family[] = ['provisioning-log', 'cross-tenant-sync', 'cloud-sync-extended', 'cloud-sync'];

export interface Catalogue {
  entries: readonly CatalogueEntry[];
  /** Every key under which an entry is found; `=` marks exact spellings, `~` forms without prefix and suffix. */
  keys(): string[];
  /** Every entry the code may name, best first; see `findEntry`. With `only`, as if the catalogue had no other families. */
  findEntries(code: string, preferred?: readonly Family[], only?: readonly Family[]): readonly CatalogueEntry[];
  /**
   * The entry of a code: by exact spelling, any case, alias, known prefix and suffix forms, or as `family/code`.
   * An entry's own code is stronger than another's alias, then the order of `families` decides; entries of `preferred` come before all.
   */
  findEntry(code: string, preferred?: readonly Family[]): CatalogueEntry | undefined;
}

type Named = Pick<CatalogueEntry, 'code' | 'aliases'> & { family: string };

/** Keys one entry claims for itself. */
export function keysOfEntry(entry: Named): string[] {
  return [...new Set([`=${entry.code}`, ...[entry.code, ...(entry.aliases ?? [])].map(normaliseCode)])];
}

/** Every entry under every key it is found by. */
export function indexEntries<T extends Named>(entries: readonly T[]): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const entry of entries) {
    const core = familiesWithCores.includes(entry.family) ? coreKey(entry.code) : undefined;
    for (const key of core ? [...keysOfEntry(entry), core] : keysOfEntry(entry)) {
      const claimants = index.get(key);
      if (claimants) claimants.push(entry);
      else index.set(key, [entry]);
    }
  }
  return index;
}

function splitFamily(text: string): { family?: Family; code: string } {
  const slash = text.indexOf('/');
  const family = text.slice(0, Math.max(slash, 0)).trim().toLowerCase();
  return isFamily(family) ? { family, code: text.slice(slash + 1) } : { code: text };
}

/** Makes the look-up over entries that are already in memory. */
export function buildCatalogue(entries: readonly CatalogueEntry[]): Catalogue {
  const index = indexEntries(entries);

  function findEntries(text: string, preferred: readonly Family[] = [], only: readonly Family[] = families): readonly CatalogueEntry[] {
    const { family, code } = splitFamily(text);
    const wanted = (entry: CatalogueEntry): boolean => (family === undefined ? only.includes(entry.family) : entry.family === family);
    const found = new Set<CatalogueEntry>();
    const ofVendor = vendorKeys(code);
    let order: readonly Family[] = families;
    for (const key of lookupKeys(code)) {
      for (const entry of index.get(key) ?? []) if (wanted(entry)) found.add(entry);
      // Weaker forms are tried only while stronger ones found nothing.
      if (found.size === 0 || key.startsWith('=')) continue;
      if (ofVendor.includes(key)) order = vendorFamilies;
      break;
    }
    const rank = (entry: CatalogueEntry): number =>
      (preferred.length === 0 || preferred.includes(entry.family) ? 0 : 1000) +
      (entry.code === code.trim() ? 0 : normaliseCode(entry.code) === normaliseCode(code) ? 100 : 200) +
      order.indexOf(entry.family);
    return [...found].sort((one, other) => rank(one) - rank(other));
  }

  return {
    entries,
    keys: () => [...index.keys()],
    findEntries,
    findEntry: (code, preferred) => findEntries(code, preferred)[0],
  };
}
