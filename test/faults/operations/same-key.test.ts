import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../dev/graph/model/random.ts';
import type { HostProcess } from '../../dev/host/support.ts';
import { rawRequest } from '../../http/support/raw-request.ts';
import type { Answer } from '../../http/support/verify-answer.ts';
import type { OperationWorld } from '../../support/worlds/operation-world.ts';
import { until } from '../../support/worlds/start-world.ts';
import { buildBundle, type HostWorld, runNow, startHostWorld } from '../host/host-world.ts';
import { worldWith } from './one-job.ts';

const rounds = process.env.SOAK === '1' ? 100 : 6;
const writers = 20;
const longestDelayInMs = 30;

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let host: HostProcess;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: 1, servicePrincipalsPerTenant: rounds, jobsPerServicePrincipal: 1 });
  host = await world.startHost();
  await runNow(host);
  await until(async () => (await world.row(tenant()))?.lastCompletedAt !== undefined, 'the tenant is read');
}, 60_000);

afterAll(async () => {
  await world?.close();
  bundle?.remove();
});

function tenant(): string {
  return world.cloud.tenantIds[0] ?? '';
}

describe('the same key sent many times at once', () => {
  it(
    `is one operation, accepted every time, on a store of 0 to ${longestDelayInMs} ms: ${writers} writers × ${rounds} rounds`,
    async () => {
      const random = createRandom(20);
      world.onRequest(() => ({ delayInMs: Math.floor(random() * (longestDelayInMs + 1)) }));
      const refused: unknown[] = [];
      for (const [round, { servicePrincipalId, document }] of world.cloud.jobs(tenant()).entries()) {
        const path = `/api/v1/tenants/${tenant()}/servicePrincipals/${servicePrincipalId}/jobs/${document.id}/restart`;
        const headers = { 'content-type': 'application/json', 'idempotency-key': `round-${round}` };
        const post = () => rawRequest(host.url, path, { method: 'POST', headers, body: '{"reason":"again"}' });
        const answers = await Promise.all(Array.from({ length: writers }, post));
        const accepted = answers.filter(({ status }) => status === 202);
        refused.push(...answers.filter(({ status }) => status !== 202).map(({ status, json }) => ({ round, status, code: json.code })));
        expect(new Set(accepted.map(({ json }) => json.operationId)).size).toBe(1);
      }
      expect(refused).toEqual([]);
      expect(await world.direct.operations.list(tenant())).toHaveLength(rounds);
    },
    rounds * 6_000,
  );
});

describe('a request whose twin is accepted while it is being judged', () => {
  interface Race {
    title: string;
    special?: object;
    action: string;
    /** What happens after the twin was accepted and before the guards of the later request look. */
    meanwhile?(world: OperationWorld): Promise<unknown>;
    status: string;
  }
  const races: Race[] = [
    { title: 'that runs', action: 'restart', status: 'NotStarted' },
    { title: 'that was sent and cools down', action: 'restart', meanwhile: (world) => world.work(), status: 'Succeeded' },
    {
      title: 'after which the job may not be started any more',
      special: { code: 'Paused' },
      action: 'start',
      meanwhile: async (world) => {
        await world.work();
        await world.tenant.ticks();
      },
      status: 'Succeeded',
    },
    {
      title: 'whose job is gone by now',
      action: 'restart',
      meanwhile: async ({ tenant }) => {
        tenant.jobAt().job.removed = true;
        await tenant.ticks(3);
      },
      status: 'NotStarted',
    },
  ];

  it.each(races)('is a repetition of it: one $title', async ({ special, action, meanwhile, status }) => {
    await using world = await worldWith(special);
    const { key } = world.tenant.jobAt();
    const { operations } = world.tenant.ports;
    const { findCurrent } = operations;
    const twins: Answer[] = [];
    operations.findCurrent = async (job) => {
      operations.findCurrent = findCurrent;
      twins.push(await world.act(key, action, { key: 'k' }));
      await meanwhile?.(world);
      return findCurrent(job);
    };
    const answer = await world.act(key, action, { key: 'k' });
    expect(twins).toMatchObject([{ status: 202 }]);
    expect(answer).toMatchObject({ status: 202, json: { operationId: twins[0]?.json.operationId, status } });
    await world.work();
    expect(world.posts().length).toBeLessThanOrEqual(1);
  });

  it('is refused when its key came with another body', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    const { operations } = world.tenant.ports;
    const { findCurrent } = operations;
    operations.findCurrent = async (job) => {
      operations.findCurrent = findCurrent;
      await world.act(key, 'restart', { key: 'k', body: { reason: 'a' } });
      return findCurrent(job);
    };
    const answer = await world.act(key, 'restart', { key: 'k', body: { reason: 'b' } });
    expect(answer).toMatchObject({ status: 422, json: { code: 'IdempotencyKeyReused' } });
  });
});
