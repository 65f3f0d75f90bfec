import type { CatalogueEntry, WhoMustAct } from './catalogue-entry.ts';

/** What happened, why, what to do and who must do it, as the API shows it. */
export interface Explanation {
  code: string;
  title: string;
  meaning: string;
  causes: string[];
  remedies: string[];
  /** Of a code that the catalogue lacks: who can take its first steps, which are to read on and to ask. */
  whoMustAct: WhoMustAct;
  sources: string[];
}

/** A code that Microsoft sent and the catalogue does not have, to be recorded. */
export interface UnknownCode {
  family: string;
  code: string;
}

/** Shows a catalogue entry as an explanation. */
export function explanationOf(entry: CatalogueEntry): Explanation {
  const { code, title, meaning, whoMustAct } = entry;
  // Copies, so that no reader can change the catalogue.
  return { code, title, meaning, causes: [...entry.likelyCauses], remedies: [...entry.remedies], whoMustAct, sources: [...entry.sources] };
}

/**
 * Shows a code the catalogue does not have: raw, without a made-up meaning. `context` is the best entry that is known beside it
 * (such as the quarantine reason); its advice holds whatever the code means.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror
 */
export function explainUnknownCode(code: string, context?: CatalogueEntry): Explanation {
  const notKnown = `Microsoft Graph returned the code ${code}. This catalogue has no entry for it, so its meaning is not known here.`;
  return {
    code,
    title: 'Code not in the catalogue',
    meaning: context ? `${notKnown} What is known: ${context.title}. ${context.meaning}` : notKnown,
    causes: [...(context?.likelyCauses ?? [])],
    remedies: remediesOf(context),
    whoMustAct: context?.whoMustAct ?? 'tenant-admin',
    sources: context ? [...context.sources] : ['https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror'],
  };
}

/** Shows failures of objects for which the provisioning log gives no code at all. */
export function explainNamelessFailure(): Explanation {
  return {
    code: 'Unknown',
    title: 'The log names no code',
    meaning: 'The provisioning log says that these objects did not succeed, and gives neither a code nor a reason in a known form.',
    causes: [],
    remedies: ['Open one of the objects in the provisioning logs of the admin center and read its steps.'],
    whoMustAct: 'tenant-admin',
    sources: ['https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-log-analytics'],
  };
}

// What is known beside the code comes first where it tells what to do; a catch-all only says to read the code.
function remediesOf(context: CatalogueEntry | undefined): string[] {
  const [readOn, ...rest] = [
    'Read the raw message shown with the job, and search Microsoft Learn for its code as it is written.',
    'Open the provisioning log of the job and look at the newest failures of the same time.',
    'Open a support case with the job id and the activity identifier if the code stays.',
  ] as const;
  if (context === undefined) return [readOn, ...rest];
  return context.advice?.isCatchAll ? [readOn, ...context.remedies] : [...context.remedies, readOn];
}
