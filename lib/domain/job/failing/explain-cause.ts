import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import type { Family } from '../../catalogue/catalogue-entry.ts';
import { type Explanation, explainUnknownCode, explanationOf } from '../../catalogue/explanation.ts';
import type { RowKind } from './log-row.ts';

/** Where the code of a row is sought first. */
const families: Record<RowKind, readonly Family[]> = {
  failure: ['provisioning-log', 'cross-tenant-sync', 'cloud-sync', 'cloud-sync-extended'],
  skipped: ['provisioning-log-skip', 'provisioning-log'],
  stagedDelete: ['provisioning-log', 'cloud-sync'],
};

/** What the code of a cause means. A delete that waits needs no code: the protection against accidental deletions explains it. */
export function explainCause(catalogue: Catalogue, kind: RowKind, code: string): Explanation {
  const entry = catalogue.findEntry(code, families[kind]);
  if (entry !== undefined) return explanationOf(entry);
  const tooMany = kind === 'stagedDelete' ? catalogue.findEntry('quarantine-reason/TooManyDeletes') : undefined;
  if (tooMany !== undefined) return { ...explanationOf(tooMany), code };
  return code === 'Unknown' ? { ...nameless } : explainUnknownCode(code);
}

const nameless: Explanation = {
  code: 'Unknown',
  title: 'The log names no code',
  meaning: 'The provisioning log says that these objects did not succeed, and gives neither a code nor a reason in a known form.',
  causes: [],
  remedies: ['Open one of the objects in the provisioning logs of the admin center and read its steps.'],
  whoMustAct: 'tenant-admin',
  sources: ['https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-log-analytics'],
};
