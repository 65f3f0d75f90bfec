import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import type { Family } from '../../catalogue/catalogue-entry.ts';
import { type Explanation, explainNamelessFailure, explainUnknownCode, explanationOf } from '../../catalogue/explanation.ts';
import type { RowKind } from './log-row.ts';

/** Where the code of a row is sought first. */
const families: Record<RowKind, readonly Family[]> = {
  failure: ['provisioning-log', 'cross-tenant-sync', 'cloud-sync', 'cloud-sync-extended'],
  skipped: ['provisioning-log-skip', 'provisioning-log'],
  stagedDelete: ['provisioning-log', 'cloud-sync'],
};

/** What the code of a cause means. A delete that waits needs no code: the protection against accidental deletions explains it. */
export function explainCause(catalogue: Catalogue, kind: RowKind, code: string): Explanation {
  // What other families call so is not what the log leaves without a name: that of quarantines would speak of the job.
  const isNameless = code.toLowerCase() === 'unknown';
  const entry = isNameless ? undefined : catalogue.findEntry(code, families[kind]);
  if (entry !== undefined) return explanationOf(entry);
  const tooMany = kind === 'stagedDelete' ? catalogue.findEntry('quarantine-reason/TooManyDeletes') : undefined;
  if (tooMany !== undefined) return { ...explanationOf(tooMany), code };
  return isNameless ? explainNamelessFailure() : explainUnknownCode(code);
}
