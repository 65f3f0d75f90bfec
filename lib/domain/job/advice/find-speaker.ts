import type { JobEntry } from '../../catalogue/catalogue-entry.ts';
import { familyEntryOf } from '../../catalogue/code/code-families.ts';
import { reasonsOf, signInCodes } from '../../catalogue/code/code-parts.ts';
import type { Explanation } from '../../catalogue/explanation.ts';
import { explainTrouble } from '../../catalogue/tenant/explain-trouble.ts';
import { explainSignInArea } from '../../catalogue/text/sign-in-areas.ts';
import { defined } from '../../optional.ts';
import type { HealthReason } from '../health/health.ts';
import { findCodeEntry, findSignInEntry } from './find-code-entry.ts';
import type { JobFigure } from './job-figure.ts';
import { type JobSituation, jobSituations } from './job-situation.ts';
import { entryAt, readMessage, type Words } from './read-message.ts';

/** The one entry that speaks for a job: its explanation, its advice, its card and its place in a filter all come from it. */
export interface Speaker {
  entry: JobEntry | undefined;
  /** A code or state that Graph sent and the catalogue lacks: it is shown raw, and `entry` is only what is known beside it. */
  unknownCode?: string;
  /** What was seen last, where only the reading itself can be spoken of. */
  seen?: Speaker;
  /** Why the whole tenant cannot be read, where the reading is spoken of: that is mended first, and by whoever can. */
  trouble?: Explanation;
}

/** Reading troubles, the most exact first: what cannot be seen now must not be acted on. */
const readingEntries = [
  ['malformed', 'job-condition/ReadingMalformed'],
  ['unreadable', 'job-condition/ReadingFails'],
  ['stale', 'job-condition/ReadingStale'],
] as const satisfies readonly (readonly [HealthReason, string])[];

/** What somebody did, or what only time ends: the codes of an earlier run say nothing about it. */
const silencesCodes: readonly JobSituation[] = [
  'StateNotPublished',
  'NotConfigured',
  'NeverStarted',
  'NotRun',
  'EscrowsPruned',
  'Paused',
  'SwitchedOff',
  'FirstCycle',
];

/**
 * Who speaks for a job: the reading where it cannot be trusted, a hold that Microsoft or the job's protection set on purpose, the code of
 * the error, what a catch-all code's message names, the reason of the quarantine, and at last what the job is in. Undefined where it is well.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine
 */
export function findSpeaker(words: Words, figure: JobFigure): Speaker | undefined {
  const seen = speakerOfJob(words, figure);
  const reading = readingEntries.find(([reason]) => figure.reasons.includes(reason));
  if (reading === undefined) return seen;
  const { cause, reason } = figure.tenantTrouble ?? {};
  const trouble = cause === undefined ? undefined : explainTrouble(words.catalogue, cause, reason);
  return { entry: entryAt(words.catalogue, reading[1]), ...defined({ seen, trouble }) };
}

/** Whether the words about a job are those of its last reading, because its tenant cannot be read. */
export function isLastKnown({ seen, trouble }: Speaker): boolean {
  return seen !== undefined && trouble !== undefined;
}

function speakerOfJob(words: Words, figure: JobFigure): Speaker | undefined {
  const speaker = speakerOfFigure(words, figure);
  const { entry } = speaker ?? {};
  if (entry?.family !== 'cross-tenant-sync' || entry.whoMustAct !== 'other-tenant-admin' || figure.kind === 'crossTenant') return speaker;
  // Only cross-tenant synchronization has another tenant: of any other job the target is the tenant itself.
  return { ...speaker, entry: { ...entry, whoMustAct: 'tenant-admin' } };
}

function speakerOfFigure(words: Words, figure: JobFigure): Speaker | undefined {
  const { situation, state, rawCode } = figure;
  if (situation === undefined) return undefined;
  const own = entryAt(words.catalogue, jobSituations[situation]);
  if (situation === 'StateNotPublished') return { entry: own, ...(state === 'Unknown' && rawCode && { unknownCode: rawCode }) };
  const isSwitchedOff = situation === 'QuarantineAutoDisable28Days' && state !== 'Quarantine';
  if (silencesCodes.includes(situation) || isSwitchedOff) return { entry: own };
  return speakerOfCodes(words, figure, own) ?? { entry: own };
}

function speakerOfCodes(words: Words, figure: JobFigure, own: JobEntry | undefined): Speaker | undefined {
  const { catalogue } = words;
  const { errorCode, errorText } = figure;
  const reasons = reasonsOf(figure.quarantineReason).filter((reason) => reason !== '');
  const reasonEntries = reasons.flatMap((reason) => entryAt(catalogue, `quarantine-reason/${reason}`) ?? []);
  const hold = reasonEntries.find(({ advice }) => advice.isHold);
  if (hold) return { entry: hold };
  const coded = errorCode === undefined ? undefined : findCodeEntry(catalogue, errorCode, figure.kind);
  if (coded && !coded.advice.isCatchAll) return { entry: coded };
  const told = messageSpeaker(words, figure);
  const clear = told && isClear(told) ? told : undefined;
  if (clear && (coded !== undefined || errorCode === undefined || clear.entry?.family === 'aadsts')) return clear;
  if (coded) return { entry: coded };
  const telling = reasonEntries.find(({ advice }) => !advice.isCatchAll);
  // A reason that names no cause says to read the error beside it, where the job's own entry would say that there is none.
  const beside = figure.situation === 'QuarantineWithoutError' ? reasonEntries[0] : own;
  const family = errorCode === undefined ? undefined : entryAt(catalogue, familyEntryOf(errorCode));
  if (errorCode !== undefined) return { entry: family ?? clear?.entry ?? telling ?? told?.entry ?? beside, unknownCode: errorCode };
  if (telling) return { entry: telling };
  if (told) return told;
  const unknownReason = reasons.find((reason) => entryAt(catalogue, `quarantine-reason/${reason}`) === undefined);
  if (unknownReason !== undefined) return { entry: undefined, unknownCode: unknownReason };
  return errorText === undefined || beside === undefined ? undefined : { entry: beside };
}

// Of a number of the sign-in, even a neighbourhood tells more than a code for everything else.
function isClear({ entry, unknownCode }: Speaker): boolean {
  return unknownCode !== undefined || entry?.family === 'aadsts' || !entry?.advice.isCatchAll;
}

// A sign-in number says more than the words around it, and one that the catalogue lacks at least what its neighbours are about.
function messageSpeaker(words: Words, { errorText, kind }: JobFigure): Speaker | undefined {
  if (errorText === undefined) return undefined;
  const codes = signInCodes(errorText);
  const signIns = codes.flatMap((code) => findSignInEntry(words.catalogue, code) ?? []);
  const signIn = signIns.find(({ advice }) => !advice.isCatchAll) ?? signIns[0];
  if (signIn) return { entry: signIn };
  const unknownCode = codes.find((code) => explainSignInArea(code) !== undefined);
  if (unknownCode !== undefined) return { entry: undefined, unknownCode };
  const read = readMessage(words, errorText, kind);
  return read && { entry: read };
}
