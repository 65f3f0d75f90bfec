import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../lib/domain/access/roles.ts';
import { type Visibility, visibilityOf } from '../../../lib/domain/access/visibility.ts';
import { parseOperationId } from '../../../lib/domain/ids.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import type { JobState } from '../../../lib/domain/job/synchronization-job.ts';
import { offeredActions } from '../../../lib/domain/operation/offered-actions.ts';
import { quarantine, record, snapshot } from '../../domain/fixtures.ts';
import { person } from '../../support/worlds/callers.ts';
import { createHttpWorld } from '../support/support.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const coolDownInMs = 600_000;
const roles: readonly Role[] = ['Reader', 'Operator', 'Admin'];

const states: Record<string, { state: JobState; schedule?: 'Paused'; reason?: string }> = {
  notConfigured: { state: 'NotConfigured' },
  notRun: { state: 'NotRun' },
  active: { state: 'Active' },
  paused: { state: 'Paused', schedule: 'Paused' },
  pausedOnly: { state: 'Paused' },
  quarantine: { state: 'Quarantine', reason: 'EncounteredBaseEscrowThreshold' },
  deletes: { state: 'Quarantine', reason: 'TooManyDeletes' },
  combined: { state: 'Quarantine', reason: 'EncounteredTotalEscrowThreshold, EncounteredEscrowProportionThreshold' },
  unknown: { state: 'Unknown' },
};

/** What the grants leave, for a job of the service principal. */
const grants: Record<string, (servicePrincipalId: string) => Visibility> = {
  none: () => 'all',
  tenant: () => visibilityOf([{ tenantId, cap: 'Admin' }]),
  capped: () => visibilityOf([{ tenantId, cap: 'Operator' }]),
  reading: () => visibilityOf([{ tenantId, cap: 'Reader' }]),
  job: (servicePrincipalId) => visibilityOf([{ tenantId, servicePrincipalId, jobId: 'job', cap: 'Admin' }]),
  mixed: (servicePrincipalId) =>
    visibilityOf([
      { tenantId, cap: 'Admin' },
      { tenantId, servicePrincipalId, cap: 'Reader' },
    ]),
};

function jobIn(name: string, servicePrincipalId: string): JobRecord {
  const { state = 'Active', schedule = 'Active', reason } = states[name] ?? {};
  const value = snapshot({
    jobId: 'job',
    state,
    schedule: { state: schedule, intervalInSeconds: 120 },
    ...(reason && { quarantine: quarantine({ reason }) }),
  });
  return record({ tenantId, servicePrincipalId, jobId: 'job', snapshot: value });
}

interface Request {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
}

function createWorld() {
  const world = createHttpWorld({
    authenticate: async (request) => {
      const [role = 'Reader', grant = 'none', servicePrincipalId = ''] = (request.headers.get('x-who') ?? '').split(' ');
      return person(`${role}-${grant}`, role as Role, grants[grant]?.(servicePrincipalId) ?? 'all');
    },
  });
  const jobPath = (servicePrincipalId: string) => `/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/job`;
  const tell = async (who: string, servicePrincipalId: string) =>
    (await world.call(jobPath(servicePrincipalId), { headers: { 'x-who': `${who} ${servicePrincipalId}` } })).json.actions;
  /** Sends what an action shows, with a key of its own. */
  const send = (who: string, servicePrincipalId: string, { url, method, headers, body }: Request) =>
    world.call(url, {
      method,
      headers: { ...headers, 'x-who': `${who} ${servicePrincipalId}`, 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
  return { ...world, tell, send };
}

type World = ReturnType<typeof createWorld>;

/** What the action says of its request, and what the request is answered. */
async function compare(world: World, who: string, servicePrincipalId: string, index: number) {
  const told = (await world.tell(who, servicePrincipalId))[index];
  const { status, json, headers } = await world.send(who, servicePrincipalId, told.request);
  const answered =
    status === 202
      ? { allowed: true, needsApproval: json.status === 'AwaitingApproval' }
      : { allowed: false, code: json.code, detail: json.detail };
  const { allowed, code, detail, needsApproval } = told;
  return { told, said: allowed ? { allowed, needsApproval } : { allowed, code, detail }, answered, headers };
}

describe('what a job says of its actions is what their requests are answered', () => {
  it.each(Object.keys(states))('in the state "%s", for each scope, role and grant', async (state) => {
    const world = createWorld();
    const cases = Object.keys(grants).flatMap((grant) =>
      roles.flatMap((role) =>
        offeredActions.map((_, index) => ({ who: `${role} ${grant}`, id: `${role}-${grant}-${index}`.toLowerCase(), index })),
      ),
    );
    await world.poll(
      tenantId,
      cases.map(({ id }) => jobIn(state, id)),
    );
    for (const { who, id, index } of cases) {
      const { said, answered } = await compare(world, who, id, index);
      expect({ who, index, ...said }).toEqual({ who, index, ...answered });
      // Graph takes five of some requests in ten seconds; that is told by a case of its own.
      world.clock.at += 11_000;
    }
  });

  it('while an operation works, in its cool-down, and after it', async () => {
    for (const action of ['restart', 'clearQuarantine', 'start', 'pause', 'validateCredentials', 'provisionOnDemand']) {
      const world = createWorld();
      const ids = offeredActions.map((_, index) => `sp-${index}`);
      await world.poll(
        tenantId,
        ids.map((id) => jobIn('quarantine', id)),
      );
      const first = offeredActions.findIndex((offered) => offered.action === action);
      for (const [index, id] of ids.entries()) {
        const { request } = (await world.tell('Admin none', id))[first];
        const { operationId } = (await world.send('Admin none', id, request)).json;
        const active = await compare(world, 'Admin none', id, index);
        expect(active.said).toEqual({ ...active.answered, code: 'OperationActive' });

        const stored = await world.operations.find(tenantId, parseOperationId(operationId)?.hash ?? '');
        if (stored === undefined) throw new Error('the operation is missing');
        const at = new Date(world.clock.at).toISOString();
        await world.operations.replace({ ...stored.value, status: 'Succeeded', finishedAt: at, lastPostedAt: { [action]: at } }, stored);
        world.clock.at += 60_000;
        const cooling = await compare(world, 'Admin none', id, index);
        expect({ index, ...cooling.said }).toEqual({ index, ...cooling.answered });
        const isCooling = offeredActions[index]?.action === action && action !== 'provisionOnDemand';
        expect(cooling.told.coolDownUntil).toBe(isCooling ? new Date(Date.parse(at) + coolDownInMs).toISOString() : undefined);
        if (isCooling) {
          expect(cooling.said).toMatchObject({ allowed: false, code: 'CoolDown' });
          world.clock.at += Number(cooling.headers['retry-after']) * 1_000;
          const after = await compare(world, 'Admin none', id, index);
          expect(after.said).toEqual({ ...after.answered, allowed: true });
        }
      }
    }
  });

  it('when Graph takes no more requests of provisioning on demand for a moment', async () => {
    const world = createWorld();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    await world.poll(
      tenantId,
      ids.map((id) => jobIn('active', id)),
    );
    const index = offeredActions.findIndex(({ action }) => action === 'provisionOnDemand');
    for (const id of ids.slice(0, 5)) {
      const { operationId } = (await world.send('Admin none', id, (await world.tell('Admin none', id))[index].request)).json;
      const stored = await world.operations.find(tenantId, parseOperationId(operationId)?.hash ?? '');
      if (stored === undefined) throw new Error('the operation is missing');
      const at = new Date(world.clock.at).toISOString();
      await world.operations.replace({ ...stored.value, postingAt: at, lastPostedAt: { provisionOnDemand: at } }, stored);
    }
    const { said, answered } = await compare(world, 'Operator none', 'f', index);
    expect(said).toEqual({ ...answered, code: 'TooManyRequests' });
  });
});

describe('an action that needs something of a person', () => {
  it('says so, and its request holds it', async () => {
    const world = createWorld();
    await world.poll(tenantId, [jobIn('deletes', 'sp')]);
    const actions = await world.tell('Admin none', 'sp');
    const by = (action: string, ...scope: string[]) =>
      actions.find(
        (told: { action: string; resetScope?: string[] }) => told.action === action && (told.resetScope ?? []).join() === scope.join(),
      );
    expect(by('clearQuarantine')).toMatchObject({ needsAcknowledge: true, role: 'Operator', request: { body: { acknowledge: true } } });
    expect(by('restart', 'QuarantineState')).toMatchObject({ needsAcknowledge: true, request: { body: { acknowledge: true } } });
    expect(by('restart', 'Full')).toMatchObject({
      needsConfirm: true,
      needsApproval: false,
      role: 'Admin',
      request: { body: { confirm: 'job' } },
    });
    expect(by('restart', 'ForceDeletes')).toMatchObject({ needsConfirm: true, needsApproval: true, role: 'Admin' });
    expect(by('pause')).toMatchObject({ needsConfirm: false, needsAcknowledge: false, needsApproval: false, role: 'Operator' });
  });
});
