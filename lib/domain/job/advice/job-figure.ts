import { signInCodes } from '../../catalogue/code/code-parts.ts';
import { severityOfCode } from '../../catalogue/code/severity-of-code.ts';
import type { TenantTrouble } from '../../catalogue/tenant/explain-trouble.ts';
import type { HealthReason } from '../health/health.ts';
import { codeOf, errorCodeOf } from '../job-facts.ts';
import { type JobKind, kindOf } from '../kind/job-kind.ts';
import type { JobSnapshot, JobState } from '../synchronization-job.ts';
import type { JobSituation } from './job-situation.ts';

/** What the words about a job are chosen by: the same for its row in a list, its document and its card, so that all say the same. */
export interface JobFigure {
  kind: JobKind;
  state: JobState;
  rawCode?: string;
  reasons: readonly HealthReason[];
  situation?: JobSituation;
  quarantineReason?: string;
  errorCode?: string;
  errorText?: string;
  /** What keeps its whole tenant from being read, where its own reading is not to be trusted either. */
  tenantTrouble?: TenantTrouble;
}

interface Summary extends Omit<JobFigure, 'kind' | 'quarantineReason'> {
  templateId?: string;
  jobId: string;
  quarantine?: { reason: string };
}

/** The figure of a job as the lists store it. */
export function figureOf(summary: Summary): JobFigure {
  const { state, rawCode, reasons, quarantine, errorCode, errorText, tenantTrouble } = summary;
  const situation = summary.situation ?? situationOfReasons(reasons);
  return {
    kind: kindOf(summary),
    state,
    reasons,
    ...(rawCode !== undefined && { rawCode }),
    ...(situation !== undefined && { situation }),
    ...(quarantine !== undefined && { quarantineReason: quarantine.reason }),
    ...(errorCode !== undefined && { errorCode }),
    ...(errorText !== undefined && { errorText }),
    ...(tenantTrouble !== undefined && { tenantTrouble }),
  };
}

/** Near enough for a row that an older release wrote: the next pass writes it anew. */
const situationsOfReasons: Partial<Record<HealthReason, JobSituation>> = {
  disabled: 'QuarantineAutoDisable28Days',
  quarantined: 'QuarantineWithoutError',
  unknownState: 'StateNotPublished',
  notConfigured: 'NotConfigured',
  escrowsPruned: 'EscrowsPruned',
  paused: 'Paused',
  silent: 'Silent',
  completeFailures: 'Failed',
  nearQuarantine: 'NearQuarantine',
  escrowsRising: 'EscrowsRising',
  entryErrors: 'EntryLevelErrors',
  neverRan: 'NeverStarted',
  initialCycle: 'FirstCycle',
};

function situationOfReasons(reasons: readonly HealthReason[]): JobSituation | undefined {
  return Object.entries(situationsOfReasons).find(([reason]) => reasons.some((name) => name === reason))?.[1];
}

const longestErrorText = 400;

/**
 * What of the errors' messages tells the cause where no code does: all of it without a code or beside a catch-all, of an unknown code the
 * sign-in numbers alone. What changes from run to run is left out, so that a list that shows the same is not written anew.
 */
export function errorTextOf(snapshot: JobSnapshot): string | undefined {
  const code = errorCodeOf(snapshot);
  const known = code === undefined ? undefined : severityOfCode(code);
  if (known !== undefined && known.says !== 'readMessage') return undefined;
  const text = messagesOf(snapshot, code);
  const told = code === undefined || known !== undefined ? text : signInCodes(text).join(' ');
  return told === '' ? undefined : told;
}

// The words of the other error are kept where it has no code or the same.
function messagesOf(snapshot: JobSnapshot, code: string | undefined): string {
  const errors = [snapshot.quarantine?.error, snapshot.lastExecution?.error].filter((error) => error !== undefined);
  const texts = errors.filter((error) => codeOf(error) === undefined || codeOf(error) === code).flatMap(({ message }) => message ?? []);
  return [...new Set(texts.map(lastingText))].join(' ').slice(0, longestErrorText).trim();
}

// Ids, times and long numbers are of one run only; the numbers of sign-in codes and of HTTP are kept.
const passing =
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[0-9a-f]{20,}\b|\b\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?|\b\d{5,}\b/gi;

function lastingText(message: string): string {
  return message
    .slice(0, 4 * longestErrorText)
    .replace(passing, '')
    .replace(/\s+/g, ' ')
    .trim();
}
