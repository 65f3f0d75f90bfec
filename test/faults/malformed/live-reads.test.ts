import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { jobPath, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { edited, edits, nonAnswers, strayLinks } from './mutations.ts';

const runs = process.env.SOAK === '1' ? 2_000 : 60;
const hourInMs = 3_600_000;
const objects = 6;
/** So few that each has a line of its own beside what we saw ourselves. */
const changes = 4;

let world: OperationWorld;
let changesPath: string;
/** When the job broke, milliseconds since the epoch. */
let brokeAt: number;

beforeAll(async () => {
  world = await startOperationWorld({ special: () => ({ cause: tooManyDeletes, quarantinedForHours: 1 }) });
  await world.tenant.tick();
  brokeAt = world.tenant.clock.at;
  const { json } = await world.get('/incidents?condition=quarantine');
  changesPath = `/incidents/${json.value[0].incidentId}/precedingChanges`;
});
afterAll(async () => world[Symbol.asyncDispose]());

const idOf = (index: number) => `a6c1d0f2-0000-4000-8000-00000000000${index}`;

/** A line of the log for each of six objects. */
const logged = (action: 'create' | 'stagedDelete') =>
  Array.from({ length: objects }, (_, index) => ({
    id: `row-${index}`,
    activityDateTime: new Date(world.tenant.clock.at - (2 + index / 10) * hourInMs).toISOString(),
    jobId: world.tenant.jobAt().key.jobId,
    provisioningAction: action,
    provisioningStatusInfo: {
      status: action === 'create' ? 'failure' : 'success',
      errorInformation: { errorCode: 'EntryExportFailed', reason: "Invalid value specified for property 'mobile' of resource 'User'." },
    },
    provisioningSteps: [{ name: 'EntryExport', provisioningStepType: 'export', status: 'failure', description: 'no', details: {} }],
    sourceIdentity: { id: idOf(index), displayName: 'Ada Lovelace', identityType: 'User' },
  }));

/** Changes of the hour before the job broke. */
const audited = () =>
  Array.from({ length: changes }, (_, index) => ({
    id: `audit-${index}`,
    activityDateTime: new Date(brokeAt - (1.5 + index / 100) * hourInMs).toISOString(),
    activityDisplayName: 'Add owner to service principal',
    result: 'success',
    initiatedBy: { user: { id: idOf(index), displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example' } },
    targetResources: [{ id: world.tenant.jobAt().key.servicePrincipalId, type: 'ServicePrincipal' }],
  }));

async function answerTo(path: string, body: unknown, query: string): Promise<{ status: number; json: Record<string, never> }> {
  world.tenant.shared.faults.clear();
  world.tenant.fault({ match: { path }, times: null, fault: { kind: 'body', body } });
  // Beyond the ten seconds of which Graph counts the requests.
  world.tenant.clock.at += 15_000;
  world.tenant.forget();
  const { status, json } = await world.get(query);
  return { status, json };
}

const failing = (body: unknown) =>
  answerTo('/auditLogs/provisioning', body, `${jobPath(world.tenant.jobAt().key)}/provisioningErrors?status=failure`);
const staged = (body: unknown) => answerTo('/auditLogs/provisioning', body, `${jobPath(world.tenant.jobAt().key)}/stagedDeletes`);
const preceding = (body: unknown, part = '/auditLogs/directoryAudits') => answerTo(part, body, changesPath);

/** A line of another job, time or activity is no line that was asked for; everything else of it may be nonsense. */
const isOfLine = (path: string) => /^\d+\./.test(path) && !/\.(jobId|activityDateTime|activityDisplayName)$/.test(path);
const isTimeOrLine = (path: string) => /^\d+(\.activityDateTime)?$/.test(path);
const anyChange = fc.record({ edits, where: fc.constantFrom(isOfLine, isTimeOrLine), pair: fc.tuple(fc.nat(3), fc.nat(3)) });
type Change = typeof anyChange extends fc.Arbitrary<infer Value> ? Value : never;

function changed<Line extends { id: string }>(lines: Line[], { edits, where, pair: [one, other] }: Change): Line[] {
  const value = edited(lines, edits, where);
  const [twin, named] = [value[one], lines[other]];
  // Two lines with the same id.
  if (twin instanceof Object && named !== undefined && one !== other) Object.assign(twin, { id: named.id });
  return value;
}
const settings = { numRuns: runs, seed: 21 };
const soakLimitInMs = 20 * 60_000;

/** Whether two lines name one object: then there is one less. */
function sharesObject(lines: readonly { sourceIdentity?: { id?: unknown } | null }[]): boolean {
  const ids = lines.flatMap((line) => line?.sourceIdentity?.id || []);
  return new Set(ids).size < ids.length;
}

describe('lines of the provisioning log in which anything may be nonsense', () => {
  it(
    'are each counted under a cause or said not to be understood, and never make a cause look over',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyChange, async (change) => {
          const lines = changed(logged('create'), change);
          fc.pre(!sharesObject(lines));
          const { status, json } = await failing({ value: lines });
          expect(status).toBe(200);
          const { read, value: causes } = json as unknown as {
            read: { rows: number; notUnderstood?: number };
            value: { count: number; objects: number; atLeast?: true; state: string }[];
          };
          const { rows, notUnderstood = 0 } = read;
          expect(rows + notUnderstood).toBe(objects);
          expect(causes.reduce((sum, { count }) => sum + count, 0)).toBe(rows);
          for (const { count, objects: found, atLeast } of causes) expect(found === count || atLeast).toBe(true);
          if (notUnderstood > 0) expect(causes.map(({ state }) => state)).not.toContain('fixed');
        }),
        settings,
      );
    },
    soakLimitInMs,
  );

  it(
    'bind an approval to no number that is too low: all of the waiting deletions are counted, or none',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyChange, async (change) => {
          const lines = changed(logged('stagedDelete'), change);
          fc.pre(!sharesObject(lines));
          const { status, json } = await staged({ value: lines });
          expect(status).toBe(200);
          const { stagedDeletes, uncounted } = json as unknown as { stagedDeletes: number | null; uncounted?: string };
          expect([objects, null]).toContain(stagedDeletes);
          expect(uncounted === undefined).toBe(stagedDeletes === objects);
        }),
        settings,
      );
    },
    soakLimitInMs,
  );
});

describe('lines of the directory audit log in which anything may be nonsense', () => {
  it(
    'are each told as a change or said not to be understood',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyChange, async (change) => {
          const { status, json } = await preceding({ value: changed(audited(), change) }, 'targetResources');
          expect(status).toBe(200);
          const { value, more, auditLog } = json as unknown as {
            value: { source: string; count: number }[];
            more: number;
            auditLog: { read: { rows: number; notUnderstood?: number } };
          };
          const told = value.filter(({ source }) => source === 'auditLog').reduce((sum, { count }) => sum + count, 0);
          expect({ more, told: told + (auditLog.read.notUnderstood ?? 0) }).toEqual({ more: 0, told: changes });
        }),
        settings,
      );
    },
    soakLimitInMs,
  );
});

describe('an answer that is none, and a page whose link leads nowhere', () => {
  const bodies = fc.oneof(
    nonAnswers,
    strayLinks.map((link) => ({ value: [], '@odata.nextLink': link })),
  );

  it(
    'are a failure of Graph or an answer that says what it lacks, and never an empty list',
    async () => {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          for (const ask of [failing, staged, preceding]) {
            const { status, json } = await ask(body);
            expect([200, 502, 503]).toContain(status);
            if (status !== 200) continue;
            const told = JSON.stringify(json);
            expect(told).toMatch(/"notUnderstood":[1-9]|"uncounted":"notUnderstood"/);
          }
        }),
        settings,
      );
    },
    soakLimitInMs,
  );
});
