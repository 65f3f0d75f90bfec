import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishViews } from '../../../lib/application/tenant/held/publish-views.ts';
import { rememberState } from '../../../lib/application/tenant/held/tenant-memory.ts';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import {
  type OperationAction,
  type OperationRecord,
  operationActions,
  operationStatuses,
  verificationStates,
} from '../../../lib/domain/operation/operation.ts';
import { sampleIncident, sampleOperation } from '../../support/storage/state-samples.ts';
import { callerWith, jobPath, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { jobOf, quarantinedJob } from '../support/listed-jobs.ts';
import { createHttpWorld, start } from '../support/support.ts';

const isSoak = process.env.SOAK === '1';
const minuteInMs = 60_000;
const tenantId = 'aaaaaaaa-1111-4111-8111-111111111111';
const isoOf = (millis: number) => new Date(millis).toISOString();

const operation = fc.record({
  action: fc.constantFrom<OperationAction>(...operationActions),
  status: fc.constantFrom(...operationStatuses),
  verification: fc.option(fc.constantFrom(...verificationStates), { nil: undefined }),
  minutesAgo: fc.integer({ min: 0, max: 40 }),
  code: fc.constantFrom(undefined, 'OutcomeUnknown' as const, 'Throttled' as const),
});

const story = fc.record({
  code: fc.constantFrom(
    undefined,
    'AADSTS7000215',
    'HybridIdentityServiceNoActiveAgents',
    'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
    'Unheard',
  ),
  operation: fc.option(operation, { nil: undefined }),
  incident: fc.constantFrom('none' as const, 'open' as const, 'acknowledged' as const),
  snoozedForMinutes: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  waitInMinutes: fc.integer({ min: 0, max: 45 }),
});

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

async function startStory({ code, operation: last, incident, snoozedForMinutes }: Omit<Story, 'waitInMinutes'>) {
  const world = createHttpWorld();
  const name = { displayName: 'One' };
  const job = code === undefined ? jobOf(tenantId, 1, name) : quarantinedJob(tenantId, 1, { ...name, code });
  await world.poll(tenantId, [{ ...job, observedAt: isoOf(start) }]);
  const { servicePrincipalId, jobId } = job;
  const scope = { kind: 'job', servicePrincipalId, jobId } as const;
  const hash = incidentHash(scope, 'quarantine');
  const onIt = incident === 'acknowledged' && { acknowledgedAt: isoOf(start), acknowledgedBy: 'home/ada', acknowledgedByName: 'Ada' };
  const quiet = snoozedForMinutes !== undefined && { snoozedUntil: isoOf(start + snoozedForMinutes * minuteInMs) };
  const value = sampleIncident(hash, { tenantId, incidentId: `${tenantId}.${hash}.1`, scope, ...onIt, ...quiet });
  if (incident !== 'none') await world.state.commit(tenantId, [[{ type: 'incident', value }]]);
  if (last !== undefined) await world.operations.create(operationOf(last, { tenantId, servicePrincipalId, jobId }));
  const row = await world.fleet.get(tenantId);
  if (row === undefined) throw new Error('the fleet row is missing');
  const memory = rememberState(await world.state.readNow(tenantId));
  const { viewHash, viewVersion } = await publishViews(world, { owner: 'holder', until: Number.POSITIVE_INFINITY }, row.value, memory);
  await world.fleet.merge(tenantId, { viewHash, viewVersion }, row.etag);
  return { ...world, path: jobPath(job) };
}

function operationOf(
  { minutesAgo, code, verification, ...rest }: NonNullable<Story['operation']>,
  key: Pick<OperationRecord, 'tenantId' | 'servicePrincipalId' | 'jobId'>,
): OperationRecord {
  const at = isoOf(start - minutesAgo * minuteInMs);
  const approval = rest.status === 'AwaitingApproval' && { approvalUntil: isoOf(start + (30 - minutesAgo) * minuteInMs) };
  const { verification: _, ...base } = sampleOperation('o'.repeat(22), key);
  const error = code && { error: { code, detail: 'x', advice: 'x' } };
  return { ...base, ...rest, postingAt: at, ...approval, ...error, ...(verification && { verification }) };
}

describe('a row of GET /jobs and the document of the same job', () => {
  it('say the same of what to do next, who is on it and what is under way, whatever was done and however long ago', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ waitInMinutes, ...told }) => {
        const world = await startStory(told);
        for (const wait of [0, waitInMinutes]) {
          world.clock.at = start + wait * minuteInMs;
          const [row] = (await world.call('/jobs')).json.value;
          const document = (await world.call(world.path)).json;
          const { action } = document.advice;
          for (const name of ['health', 'since', 'sinceSource', 'incident', 'incidentId', 'activeOperationId', 'observedAt', 'kindName']) {
            expect({ [name]: row[name] }).toEqual({ [name]: document[name] });
          }
          expect(row.advice).toEqual({ action });
          expect(row.explanation?.code).toBe(document.explanation?.code);
        }
      }),
      { numRuns: isSoak ? 3_000 : 150 },
    );
  }, 300_000);
});

describe('whoever says that they are on it', () => {
  it('is named in the row as soon as the pages are written anew, which they ask for themselves', async () => {
    await using world = await startOperationWorld({
      special: () => ({
        cause: {
          code: 'HybridIdentityServiceNoActiveAgents',
          reason: 'EncounteredQuarantineException',
          message: 'No agent.',
          tenantActionable: true,
          failuresBeforeQuarantine: 1,
        },
        quarantinedForHours: 30,
      }),
    });
    await world.tenant.tick();
    const rowOf = async () => {
      world.tenant.clock.advance(3_000);
      return (await world.get('/jobs?state=Quarantine')).json.value[0];
    };
    const { incident } = await rowOf();
    expect(incident).toEqual({ id: expect.any(String) });
    const caller = { ...callerWith('Operator'), name: 'Ada Lovelace' };
    await world.post(`/incidents/${incident.id}/acknowledge`, { caller });
    for (const message of world.waitingPolls.splice(0)) await world.tenant.handle(message);
    expect((await rowOf()).incident).toEqual({ id: incident.id, acknowledgedBy: caller.actor, acknowledgedByName: 'Ada Lovelace' });
    const onlyMine = (await world.get('/jobs?acknowledged=true')).json.value;
    expect(onlyMine).toHaveLength(1);
    expect((await world.get(`/incidents/${incident.id}`)).json).toMatchObject({ acknowledgedByName: 'Ada Lovelace' });
  });
});
