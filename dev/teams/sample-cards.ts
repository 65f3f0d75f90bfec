import { adminCentre } from '../../lib/admin-centre.ts';
import type { Catalogue } from '../../lib/domain/catalogue/build-catalogue.ts';
import { explainTrouble } from '../../lib/domain/catalogue/tenant/explain-trouble.ts';
import { type Condition, jobConditions } from '../../lib/domain/condition.ts';
import type { Incident, OpenIncident } from '../../lib/domain/incident/incident.ts';
import { explainIncident } from '../../lib/domain/job/advice/explain-incident.ts';
import { figureOf } from '../../lib/domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../lib/domain/job/advice/speak.ts';
import type { JobRecord } from '../../lib/domain/job/record/job-record.ts';
import { describeGroup } from '../../lib/domain/notification/describe-group.ts';
import { describeIncident } from '../../lib/domain/notification/describe-incident.ts';
import { describeDigest, describeRepair } from '../../lib/domain/notification/describe-notice.ts';
import type { Message, Subject } from '../../lib/domain/notification/message.ts';
import { defined } from '../../lib/domain/optional.ts';
import { dayInMs, hourInMs, isoOf, minuteInMs } from '../../lib/domain/time.ts';
import { summariseJob } from '../../lib/domain/view/summarise-job.ts';

const tenantId = '7c1f0a52-4a55-4d0b-9b4e-0d3c5b1e6f21';
const now = Date.parse('2026-11-21T02:14:00.000Z');
const ago = (inMs: number) => isoOf(now - inMs);

function sampleJob(reason: string, code: string, message: string): JobRecord {
  const servicePrincipalId = '3f0c1d7e-95b2-4bb1-8a77-52f2f5c2f0aa';
  const jobId = 'AD2AADProvisioning.7c1f0a524a554d0b9b4e0d3c5b1e6f21.83d1a7d4';
  return {
    v: 1,
    tenantId,
    servicePrincipalId,
    jobId,
    displayName: 'corp.northlight.example',
    snapshot: {
      jobId,
      state: 'Quarantine',
      schedule: { state: 'Active', intervalInSeconds: 120 },
      countSuccessiveCompleteFailures: 14,
      escrowsPruned: false,
      progress: [],
      synchronizedEntryCountByType: [],
      settings: [],
      quarantine: {
        reason,
        seriesBegan: ago(26 * minuteInMs),
        currentBegan: ago(26 * minuteInMs),
        seriesCount: 1,
        nextAttempt: ago(-6 * hourInMs),
        error: { code, message },
      },
      lastSuccessfulExecution: { state: 'Succeeded', timeEnded: ago(73 * minuteInMs), ...noCounts },
    },
    seq: 1,
    observedAt: ago(minuteInMs),
    health: 'critical',
    reasons: ['quarantined'],
    since: ago(26 * minuteInMs),
    samples: [],
    flips: [],
    counts: {},
  };
}

const noCounts = {
  countEntitled: 0,
  countEntitledForProvisioning: 0,
  countEscrowed: 0,
  countEscrowedRaw: 0,
  countExported: 0,
  countExports: 0,
  countImported: 0,
  countImportedDeltas: 0,
  countImportedReferenceDeltas: 0,
};

function sampleIncident(condition: Condition, change: Partial<OpenIncident> = {}): OpenIncident {
  const hash = 'q3Vb0u6nS1xJ8kZr5tWm2A';
  return {
    v: 1,
    state: 'open',
    incidentId: `${tenantId}.${hash}.1`,
    hash,
    tenantId,
    scope: {
      kind: 'job',
      servicePrincipalId: '3f0c1d7e-95b2-4bb1-8a77-52f2f5c2f0aa',
      jobId: 'AD2AADProvisioning.7c1f0a524a554d0b9b4e0d3c5b1e6f21.83d1a7d4',
    },
    condition,
    causeCode: condition,
    severity: 'critical',
    displayName: 'corp.northlight.example',
    openedAt: ago(26 * minuteInMs),
    openedSeq: 1,
    seq: 1,
    updatedAt: ago(26 * minuteInMs),
    timeline: [],
    ...change,
  };
}

function subjectOf(catalogue: Catalogue, incident: Incident, job?: JobRecord, tenantName = 'Northlight Energy'): Subject {
  const condition = jobConditions.find((name) => name === incident.condition);
  const explanation = job && condition && explainIncident(createSpeakers(catalogue), condition, figureOf(summariseJob(job)));
  return { incident, tenantName, ...(job && { job }), ...(explanation && { explanation }) };
}

function unreadableOf(catalogue: Catalogue, incident: Incident): Subject {
  return { incident, tenantName: 'Northlight Energy', ...defined({ explanation: explainTrouble(catalogue, incident.causeCode) }) };
}

/** One card of every kind, by the name of its picture. */
export function sampleCards(catalogue: Catalogue, portalBaseUrl: string): Record<string, Message> {
  const terms = { now, portalBaseUrl, adminCentre };
  const agents = sampleJob(
    'EncounteredQuarantineException',
    'HybridIdentityServiceNoActiveAgents',
    'Unable to reach any active on-premises provisioning agent for this domain. Tracking id 5f2d6c1e-0f5a-4c55-9f0e-2a6f7d1f9b11.',
  );
  const deletes = sampleJob(
    'TooManyDeletes',
    'TooManyDeletes',
    'The number of deletions (731) exceeds the threshold (500) set for this job.',
  );
  const quarantine = sampleIncident('quarantine', { causeCode: 'HybridIdentityServiceNoActiveAgents' });
  const oldAgents: JobRecord = {
    ...agents,
    snapshot: {
      ...agents.snapshot,
      lastSuccessfulExecution: { state: 'Succeeded', timeEnded: ago(23 * dayInMs + hourInMs), ...noCounts },
      quarantine: {
        ...agents.snapshot.quarantine,
        reason: 'EncounteredQuarantineException',
        seriesCount: 23,
        seriesBegan: ago(23 * dayInMs),
        error: { code: 'HybridIdentityServiceNoActiveAgents' },
      },
    },
  };
  const nearlyOff: JobRecord = {
    ...oldAgents,
    snapshot: {
      ...oldAgents.snapshot,
      lastSuccessfulExecution: { state: 'Succeeded', timeEnded: ago(25 * dayInMs + hourInMs), ...noCounts },
      quarantine: {
        reason: 'EncounteredQuarantineException',
        seriesCount: 25,
        seriesBegan: ago(25 * dayInMs),
        error: { code: 'HybridIdentityServiceNoActiveAgents' },
      },
    },
  };
  const { quarantine: _, ...unhurt } = agents.snapshot;
  const active: JobRecord = { ...agents, snapshot: { ...unhurt, state: 'Active' } };
  const tenant = (condition: Condition, causeCode: string) =>
    sampleIncident(condition, { scope: { kind: 'tenant' }, displayName: 'Northlight Energy', causeCode });
  const service = (condition: Condition, change: Partial<OpenIncident>) =>
    sampleIncident(condition, {
      tenantId: '_service',
      incidentId: '_service.q3Vb0u6nS1xJ8kZr5tWm2A.1',
      scope: { kind: 'service', name: 'monitor' },
      ...change,
    });
  const over = { state: 'closed', resolvedAt: ago(0), resolution: 'recovered' } as const;
  const many = Array.from({ length: 214 }, (_, index) =>
    subjectOf(
      catalogue,
      {
        ...quarantine,
        incidentId: `${tenantId}.q3Vb0u6nS1xJ8kZr5t${String(index).padStart(4, '0')}.1`,
        tenantId: `${tenantId.slice(0, -2)}${10 + (index % 37)}`,
        displayName: `${sites[index % sites.length]}.example`,
      },
      { ...agents, snapshot: { ...agents.snapshot } },
      `Customer ${1 + (index % 37)}`,
    ),
  );
  const inTenant = (incident: Incident, index: number) => ({ ...incident, tenantId: `${tenantId.slice(0, -1)}${index}` });
  const mixed: Subject[] = [
    { ...subjectOf(catalogue, quarantine, agents), kinds: ['opened'] },
    {
      ...subjectOf(
        catalogue,
        inTenant({ ...quarantine, displayName: 'hq.lindqvist.example', causeCode: 'TooManyDeletes' }, 2),
        deletes,
        'Lindqvist',
      ),
      kinds: ['updated'],
    },
    { incident: inTenant(tenant('unreachable', 'timeout'), 3), tenantName: 'Harbor City', kinds: ['opened'] },
    {
      incident: inTenant(sampleIncident('escrowsRising', { severity: 'warning', displayName: 'emea.oakfield.example' }), 4),
      tenantName: 'Oakfield',
      job: active,
      kinds: ['reminder'],
    },
    {
      ...subjectOf(catalogue, inTenant({ ...quarantine, displayName: 'ad.oakfield.example', ...over }, 4), agents, 'Oakfield'),
      kinds: ['resolved'],
    },
  ];
  const fleetRow = {
    v: 1,
    tenantId,
    counts: { jobs: 1_842, byState: {}, byHealth: { healthy: 1_835, critical: 5, warning: 2 }, incidents: { critical: 5 } },
  } as const;
  return {
    quarantined: describeIncident('opened', subjectOf(catalogue, quarantine, agents), terms),
    'reason-changed': describeIncident('updated', subjectOf(catalogue, { ...quarantine, causeCode: 'TooManyDeletes' }, deletes), terms),
    reminder: describeIncident('reminder', subjectOf(catalogue, { ...quarantine, openedAt: ago(23 * dayInMs) }, oldAgents), terms),
    deadline: describeIncident('deadline', subjectOf(catalogue, { ...quarantine, openedAt: ago(23 * dayInMs) }, nearlyOff), terms),
    resolved: describeIncident('resolved', { ...subjectOf(catalogue, { ...quarantine, ...over }, agents) }, terms),
    flapping: describeIncident('updated', subjectOf(catalogue, { ...quarantine, flappingSince: ago(0) }, agents), terms),
    silent: describeIncident(
      'opened',
      {
        incident: sampleIncident('silent'),
        tenantName: 'Northlight Energy',
        job: active,
      },
      terms,
    ),
    'tenant-unreadable': describeIncident('opened', unreadableOf(catalogue, tenant('unreachable', 'AADSTS7000222')), terms),
    'consent-missing': describeIncident('opened', unreadableOf(catalogue, tenant('consentMissing', 'AADSTS65001')), terms),
    'monitor-blind': describeIncident(
      'opened',
      { incident: service('monitorBlind', { causeCode: 'noTick', displayName: 'Polling of all tenants' }), tenantName: '_service' },
      terms,
    ),
    'channel-broken': describeIncident(
      'opened',
      {
        incident: service('channelBroken', { causeCode: 'primaryBroken', displayName: 'Teams channel (HTTP 404)' }),
        tenantName: '_service',
      },
      terms,
    ),
    'channel-repaired': describeRepair(
      { failingSince: ago(5 * hourInMs), fault: 'HTTP 404' },
      { subjects: [...many.slice(0, 2), subjectOf(catalogue, { ...quarantine, ...over }, agents)] },
      terms,
    ),
    'still-watching': describeDigest([fleetRow], terms),
    group: describeGroup({ kind: 'opened', subjects: many, lines: 40 }, terms),
    'group-mixed': describeGroup({ subjects: mixed }, terms),
    'group-resolved': describeGroup(
      { kind: 'resolved', subjects: many.slice(0, 12).map((subject) => ({ ...subject, incident: { ...subject.incident, ...over } })) },
      terms,
    ),
  };
}

const sites = ['corp.harbor', 'ad.oakfield', 'emea.mercator', 'hq.lindqvist', 'lab.northlight'];
