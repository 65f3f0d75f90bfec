import type { Catalogue } from '../catalogue/build-catalogue.ts';
import type { WhoMustAct } from '../catalogue/catalogue-entry.ts';
import type { Explanation } from '../catalogue/explanation.ts';
import { explainDirectorySync } from '../catalogue/tenant/explain-directory-sync.ts';
import { explainTrouble } from '../catalogue/tenant/explain-trouble.ts';
import { isGraded, jobConditions } from '../condition.ts';
import type { Incident, IncidentScope, IncidentSummary } from '../incident/incident.ts';
import { explainCause, explainIncident as explainIncidentOfJob } from '../job/advice/explain-incident.ts';
import type { JobFigure } from '../job/advice/job-figure.ts';
import type { createSpeakers } from '../job/advice/speak.ts';
import { kindOf } from '../job/kind/job-kind.ts';
import { wordings } from './wording.ts';

/** Who has words for what is wrong. */
export interface Words {
  catalogue: Catalogue;
  speakerOf: ReturnType<typeof createSpeakers>;
}

/**
 * What an incident is about, as far as the catalogue knows more than its condition says. A job that is well again no longer shows what was
 * wrong, so the cause kept by the incident speaks.
 */
export function explainIncident(
  { catalogue, speakerOf }: Words,
  incident: IncidentSummary,
  job: JobFigure | undefined,
): Explanation | undefined {
  const { state, scope, causeCode } = incident;
  if (scope.kind !== 'job') return explainBeyondJob(catalogue, incident);
  const condition = jobConditions.find((name) => name === incident.condition);
  if (condition === undefined) return undefined;
  if (state === 'open' && job !== undefined) return explainIncidentOfJob(speakerOf, condition, job);
  return causeCode === condition ? undefined : explainCause(catalogue, causeCode, kindOf(scope));
}

/** Who must act on an open incident, as it is explained. */
export function actorOnIncident(words: Words, incident: IncidentSummary, job: JobFigure | undefined): WhoMustAct {
  return (explainIncident(words, incident, job) ?? explainCondition(incident)).whoMustAct;
}

/** Who must act on an open incident of more than one job. */
export function actorBeyondJob(catalogue: Catalogue, incident: BeyondJob): WhoMustAct {
  return (explainBeyondJob(catalogue, incident) ?? explainCondition(incident)).whoMustAct;
}

/** What an incident of more than one job is told apart by. */
interface BeyondJob extends Pick<Incident, 'condition' | 'causeCode'> {
  scope: Pick<IncidentScope, 'kind'>;
}

function explainBeyondJob(catalogue: Catalogue, incident: BeyondJob): Explanation | undefined {
  const { scope, condition, causeCode } = incident;
  if (scope.kind !== 'domain') return explainReading(catalogue, incident);
  return causeCode === condition ? undefined : explainCause(catalogue, causeCode, 'cloudSyncUsers');
}

// Why one tenant, or all of them, cannot be read; the service's other troubles have words of their own.
function explainReading(catalogue: Catalogue, { condition, causeCode }: BeyondJob): Explanation | undefined {
  if (isGraded(condition)) return explainDirectorySync(condition);
  if (condition === 'monitorBlind') return explainTrouble(catalogue, causeCode);
  if (condition === 'consentMissing') return explainTrouble(catalogue, causeCode, condition);
  return condition === 'unreachable' ? explainTrouble(catalogue, causeCode, 'unauthorized') : undefined;
}

const actorOf = {
  job: 'tenant-admin',
  servicePrincipal: 'tenant-admin',
  domain: 'server-admin',
  tenant: 'tenant-admin',
  service: 'service-owner',
} as const satisfies Record<IncidentScope['kind'], WhoMustAct>;

/** What the condition of an incident says by itself. */
export function explainCondition({ condition, causeCode, scope }: BeyondJob): Explanation {
  const { title, meaning, nextStep } = wordings[condition];
  return { code: causeCode, title, meaning, causes: [], remedies: [nextStep], whoMustAct: actorOf[scope.kind], sources: [] };
}
