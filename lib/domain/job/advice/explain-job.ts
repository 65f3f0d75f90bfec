import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import type { CatalogueEntry } from '../../catalogue/catalogue-entry.ts';
import { reasonsOf, signInCodes } from '../../catalogue/code-parts.ts';
import { type Explanation, explainUnknownCode, explanationOf, type UnknownCode } from '../../catalogue/explanation.ts';
import { findJobEntry } from '../../catalogue/job-entry.ts';
import { codeOf } from '../job-facts.ts';
import type { JobSnapshot, TaskExecution } from '../synchronization-job.ts';

export interface ExplainableJob extends Pick<JobSnapshot, 'state' | 'rawCode' | 'quarantine' | 'escrowsPruned'> {
  lastExecution?: Pick<TaskExecution, 'state' | 'rawState' | 'error'> & Partial<Pick<TaskExecution, 'countEscrowed'>>;
  /** Microsoft gave the job up after its 28 days in quarantine. */
  isGivenUp?: boolean;
}

interface JobExplanation {
  /** Absent only when Graph sent no code at all. */
  explanation?: Explanation;
  /** The other entries the job's codes name, most specific first, as `family/code`. */
  related: string[];
  unknownCodes: UnknownCode[];
}

interface CodeSeen {
  family: string;
  code: string;
  /** How much it tells: 4 an error's own or sign-in code, 3 a quarantine reason, 2 what the job is in, 1 how the last execution ended. */
  specificity: number;
  entry: CatalogueEntry | undefined;
}

/** What the job and its last execution are in. A bad end of the last execution tells more than that the job is active. */
function statesOf({ state, rawCode, lastExecution, escrowsPruned, isGivenUp }: ExplainableJob): { code: string; specificity: number }[] {
  const run = runOf(lastExecution);
  return [
    { code: isGivenUp ? 'QuarantineAutoDisable28Days' : '', specificity: 2 },
    { code: escrowsPruned ? 'EscrowsPruned' : '', specificity: 2 },
    { code: state === 'Active' && run !== 'Succeeded' ? run : '', specificity: 2 },
    { code: state === 'Unknown' ? (rawCode ?? '') : state, specificity: 2 },
    { code: run, specificity: 1 },
  ];
}

// A run may be called Succeeded and still leave failed objects behind, as Graph's own samples do.
function runOf(run: ExplainableJob['lastExecution']): string {
  if (run?.state === 'Succeeded' && (run.countEscrowed ?? 0) > 0) return 'EntryLevelErrors';
  return (run?.state === 'Unknown' ? run.rawState : run?.state) ?? '';
}

/** Every code the job shows, most specific first. */
function codesOf(catalogue: Catalogue, job: ExplainableJob): CodeSeen[] {
  const errors = [job.quarantine?.error, job.lastExecution?.error].filter((error) => error !== undefined);
  const inFamily = (family: string, code: string, specificity: number): CodeSeen => ({
    family,
    code,
    specificity,
    entry: catalogue.findEntry(`${family}/${code}`),
  });
  return [
    ...errors
      .flatMap((error) => codeOf(error) ?? [])
      .map((code) => ({ family: 'synchronization-error', code, specificity: 4, entry: findJobEntry(catalogue, code) })),
    ...errors.flatMap(({ message }) => signInCodes(message)).map((code) => inFamily('aadsts', code, 4)),
    ...reasonsOf(job.quarantine?.reason).map((reason) => inFamily('quarantine-reason', reason, 3)),
    ...statesOf(job).map(({ code, specificity }) => inFamily('job-state', code, specificity)),
  ].filter(({ code }) => code !== '');
}

/**
 * Says what happened to a job, why, what to do and who must act. The most specific known code speaks: the code of the error,
 * a sign-in code inside its message, the quarantine reason, the state. A code the catalogue lacks is shown raw and reported.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine
 */
export function explainJob(catalogue: Catalogue, job: ExplainableJob): JobExplanation {
  const codes = codesOf(catalogue, job);
  const known = codes.find(({ entry }) => entry !== undefined);
  const unknown = codes.filter(({ entry }) => entry === undefined);
  const raw = unknown.find(({ specificity }) => specificity > (known?.specificity ?? 0));
  const entries = [...new Set(codes.flatMap(({ entry }) => entry ?? []))];
  // What is well beside an unknown code must not make it look well.
  const explanation = raw
    ? explainUnknownCode(raw.code, known?.entry?.severity === 'info' ? undefined : known?.entry)
    : known?.entry && explanationOf(known.entry);
  return {
    ...(explanation && { explanation }),
    related: (raw ? entries : entries.slice(1)).map(({ family, code }) => `${family}/${code}`),
    unknownCodes: unknown
      .filter(({ code }, at) => unknown.findIndex((other) => other.code === code) === at)
      .map(({ family, code }) => ({ family, code })),
  };
}
