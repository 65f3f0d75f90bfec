import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import { type Explanation, explanationOf } from '../../catalogue/explanation.ts';
import type { JobCondition as IncidentCondition } from '../../condition.ts';
import { type JobKind, kindsWithAgents } from '../kind/job-kind.ts';
import { explainSpeaker } from './explain-job.ts';
import { findCodeEntry } from './find-code-entry.ts';
import type { Speaker } from './find-speaker.ts';
import type { JobFigure } from './job-figure.ts';
import type { JobSituation } from './job-situation.ts';

/** What of a job each incident is about; the first stands for the incident where the job is in something else besides. */
const situationsOf = {
  quarantine: ['QuarantineWithoutError', 'QuarantineNotYours', 'QuarantineAutoDisable28Days'],
  disabled: ['QuarantineAutoDisable28Days'],
  completeFailures: ['Failed'],
  silent: ['Silent', 'SilentWithAgents', 'CycleStandsStill'],
  nearQuarantine: ['NearQuarantine'],
  escrowsRising: ['EscrowsRising'],
} as const satisfies Record<IncidentCondition, readonly JobSituation[]>;

/** Explains an open incident of a job as the job itself is explained, but by what the incident is about, and by that alone. */
export function explainIncident(
  speakerOf: (figure: JobFigure) => Speaker | undefined,
  incident: IncidentCondition,
  figure: JobFigure,
): Explanation | undefined {
  const speaker = speakerOf(figureOfIncident(incident, figure));
  return speaker && explainSpeaker(speaker);
}

/** The job as far as it is in what the incident is about. */
export function figureOfIncident(incident: IncidentCondition, figure: JobFigure): JobFigure {
  const own: readonly JobSituation[] = situationsOf[incident];
  const situation = own.find((name) => name === figure.situation) ?? firstOf(incident, figure.kind);
  return { ...figure, reasons: [], situation };
}

/** What an incident was about whose job no longer shows it: the cause that the incident kept. */
export function explainCause(catalogue: Catalogue, causeCode: string, kind: JobKind): Explanation | undefined {
  const entry = findCodeEntry(catalogue, causeCode, kind);
  return entry && explanationOf(entry);
}

function firstOf(incident: IncidentCondition, kind: JobKind): JobSituation {
  return incident === 'silent' && kindsWithAgents.includes(kind) ? 'SilentWithAgents' : situationsOf[incident][0];
}
