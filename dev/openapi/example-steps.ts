import { demoTenants } from '../graph/demo/demo-ids.ts';

type Json = Record<string, unknown>;

/** One request and its answer, as they went over the wire. */
export interface Example {
  method: string;
  path: string;
  body?: unknown;
  status: number;
  /** Of the answer's headers those that a caller goes on with. */
  headers: Record<string, string>;
  answer: unknown;
}

export type Recorded = Record<string, Example>;

interface Wish {
  method: string;
  path: string;
  body?: unknown;
  /** An administrator unless told. */
  as?: 'reader' | 'operator' | 'admin2';
}

export interface Step {
  id: string;
  /** Needs an Idempotency-Key. */
  isAction?: boolean;
  ask(before: Recorded): Wish;
}

const get = (id: string, path: string | ((before: Recorded) => string)): Step => ({
  id,
  ask: (before) => ({ method: 'GET', path: typeof path === 'string' ? path : path(before), as: 'admin2' }),
});

const action = (id: string, jobOf: (before: Recorded) => string, body: Json, name = id): Step => ({
  id,
  isAction: true,
  ask: (before) => ({ method: 'POST', path: `${jobOf(before)}/${name}`, body }),
});

const { northlight, harborCity, lindqvist, oakfield } = demoTenants;
const member = `${northlight}.5d1c2f8e-6b0a-4c7e-9a51-3f2b7c9d1e11`;

/** In an order in which each route has something to tell. */
export const exampleSteps: readonly Step[] = [
  get('getHealthLive', '/health/live'),
  get('getHealthReady', '/health/ready'),
  get('getFleetStatus', '/status'),
  get('getMe', '/me'),
  get('listChanges', '/changes'),
  get('listTenants', '/tenants'),
  get('getTenant', `/tenants/${northlight}`),
  get('getAgents', `/tenants/${lindqvist}/agents`),
  get('getDirectorySync', `/tenants/${northlight}/directorySync`),
  get('listJobs', '/jobs?state=Quarantine'),
  get('listJobGroups', '/jobGroups?by=cause'),
  get('activeJobs', '/jobs?state=Active&pageSize=20'),
  get('getJob', (before) => jobPath(quarantined(before))),
  get('getJobHistory', (before) => `${jobPath(quarantined(before))}/history`),
  get('failingJobs', '/jobs?q=us.mercator.example'),
  get('listProvisioningErrors', (before) => `${jobPath(listOf(before, 'failingJobs')[0] ?? {})}/provisioningErrors`),
  get('heldJobs', '/jobs?errorCode=TooManyDeletes'),
  get('listStagedDeletes', (before) => `${jobPath(held(before))}/stagedDeletes`),
  get('getJobTrend', (before) => `${jobPath(quarantined(before))}/trend`),
  get('listIncidents', '/incidents?condition=quarantine'),
  get('getIncident', (before) => `/incidents/${firstOf(before, 'listIncidents').incidentId}`),
  get('listPrecedingChanges', (before) => `/incidents/${incidentOf(before, 'terminal.lindqvist.example').incidentId}/precedingChanges`),
  { id: 'acknowledgeIncident', ask: (before) => ({ method: 'POST', path: `${before.getIncident?.path}/acknowledge`, body: {} }) },
  {
    id: 'snoozeIncident',
    ask: (before) => ({
      method: 'POST',
      path: `${before.getIncident?.path}/snooze`,
      body: { until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'The agent is replaced today.' },
    }),
  },
  action('clearQuarantine', (before) => jobPath(quarantined(before)), { reason: 'The agent is back.', acknowledge: true }),
  get('getOperation', (before) => operationPath(before, 'clearQuarantine')),
  action(
    'restartJob',
    (before) => jobPath(active(before, 0)),
    { resetScope: ['Watermark'], reason: 'An attribute mapping changed.' },
    'restart',
  ),
  action('pauseJob', (before) => jobPath(active(before, 1)), { reason: 'Maintenance of the target.' }, 'pause'),
  action('startJob', (before) => jobPath(quarantined(before, 1)), { reason: 'Maintenance is over.' }, 'start'),
  action('validateCredentials', (before) => jobPath(active(before, 2)), {}),
  get('listRules', (before) => `${jobPath(active(before, 3))}/rules`),
  {
    id: 'provisionOnDemand',
    isAction: true,
    ask: (before) => ({
      method: 'POST',
      path: `${jobPath(active(before, 3))}/provisionOnDemand`,
      body: {
        ruleId: firstOf(before, 'listRules').id,
        subjects: ['Ada Marsh', 'Grace Hall'].map((name) => ({ objectId: `CN=${name},OU=People,DC=corp`, objectTypeName: 'user' })),
      },
    }),
  },
  forceDeletes('forApproval', held, figureOf),
  {
    id: 'approveOperation',
    ask: (before) => ({
      method: 'POST',
      path: `${operationPath(before, 'forApproval')}/approve`,
      body: { stagedDeletes: figureOf(before) },
      as: 'admin2',
    }),
  },
  forceDeletes(
    'forRejection',
    (before) => active(before, 5),
    () => 0,
  ),
  {
    id: 'rejectOperation',
    ask: (before) => ({ method: 'POST', path: `${operationPath(before, 'forRejection')}/reject`, body: {}, as: 'admin2' }),
  },
  get('listOperations', (before) => `/operations?tenantId=${quarantined(before).tenantId}`),
  get('listErrors', '/errors?q=quarantine&pageSize=1'),
  get('getError', '/errors/AADSTS7000215'),
  {
    id: 'explainText',
    ask: () => ({ method: 'POST', path: '/errors/explain', body: { text: 'AADSTS7000215: Invalid client secret provided.' } }),
  },
  get('listErrorSightings', '/errorSightings'),
  get('listTopics', '/topics?q=proxy'),
  get('listEndpoints', '/connectivity/endpoints?product=connect'),
  {
    id: 'diagnoseConnectivity',
    ask: () => ({
      method: 'POST',
      path: '/connectivity/diagnose',
      body: {
        log: [
          '1/11/2016 8:31 connect://login.microsoftonline.com:443',
          '1/11/2016 8:31 connect://adminwebservice.microsoftonline.com:443',
          '1/11/2016 8:32 connect://bba800-anchor.microsoftonline.com:443 407',
        ].join('\n'),
      },
    }),
  },
  get('getTopic', (before) => `/topics/${firstOf(before, 'listTopics').id}`),
  {
    id: 'putGrant',
    ask: () => ({
      method: 'PUT',
      path: `/grants/${member}`,
      body: { displayName: 'Service desk', scopes: [{ tenantId: harborCity, cap: 'Operator' }], note: 'Looks after Harbor City only.' },
    }),
  },
  get('getGrant', `/grants/${member}`),
  get('listGrants', '/grants'),
  { id: 'deleteGrant', ask: () => ({ method: 'DELETE', path: `/grants/${member}` }) },
  { id: 'putTenant', ask: () => ({ method: 'PUT', path: `/tenants/${harborCity}`, body: { displayName: 'Harbor City', tags: ['gold'] } }) },
  { id: 'checkTenant', ask: () => ({ method: 'POST', path: `/tenants/${harborCity}/check`, body: {} }) },
  get('listAudit', `/audit?tenantId=${harborCity}`),
  get('getMetrics', '/metrics'),
  get('getOpenapi', '/openapi.json'),
  get('getDocs', '/docs'),
  get('getDocsTypes', '/docs/types'),
  { id: 'deleteTenant', ask: () => ({ method: 'DELETE', path: `/tenants/${oakfield}` }) },
];

/** What is kept of an answer: long texts and lists are cut when they are written down. */
export async function answerOf(answer: Response): Promise<Pick<Example, 'status' | 'headers' | 'answer'>> {
  const text = await answer.text();
  const kept = ['location', 'operation-location', 'content-location', 'retry-after', 'content-type'];
  const headers = kept.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name) ?? '']] : []));
  const isJson = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, headers: Object.fromEntries(headers), answer: isJson && text !== '' ? JSON.parse(text) : text };
}

function forceDeletes(id: string, jobOf: (before: Recorded) => Json, stagedOf: (before: Recorded) => unknown): Step {
  const ask = (before: Recorded) => {
    const job = jobOf(before);
    const body = { resetScope: ['ForceDeletes'], confirm: job.jobId, stagedDeletes: stagedOf(before) };
    return { method: 'POST', path: `${jobPath(job)}/restart`, body };
  };
  return { id, isAction: true, ask };
}

/** What the log showed of the deletions of the job that holds some back. */
function figureOf(before: Recorded): unknown {
  return bodyOf(before, 'listStagedDeletes').stagedDeletes;
}

function held(before: Recorded): Json {
  return listOf(before, 'heldJobs')[0] ?? {};
}

function bodyOf(before: Recorded, id: string): Json {
  return before[id]?.answer as Json;
}

function listOf(before: Recorded, id: string): Json[] {
  return bodyOf(before, id).value as Json[];
}

function firstOf(before: Recorded, id: string): Json {
  return listOf(before, id)[0] ?? {};
}

function incidentOf(before: Recorded, displayName: string): Json {
  return listOf(before, 'listIncidents').find((incident) => incident.displayName === displayName) ?? {};
}

function quarantined(before: Recorded, position = 0): Json {
  return listOf(before, 'listJobs').at(position) ?? {};
}

function active(before: Recorded, position: number): Json {
  return listOf(before, 'activeJobs').at(position) ?? {};
}

function jobPath({ tenantId, servicePrincipalId, jobId }: Json): string {
  return `/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}`;
}

function operationPath(before: Recorded, id: string): string {
  const location = before[id]?.headers['operation-location'] ?? '';
  return location.slice(location.indexOf('/operations/'));
}
