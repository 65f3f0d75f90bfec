import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { signGraphToken } from '../../../dev/graph/tokens/graph-token.ts';
import { clients, operatorRoles } from '../../../dev/graph/world/clients.ts';
import { createSdkTable } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { claimAccount } from '../../support/storage/azurite.ts';
import type { Work } from '../../support/worlds/operation-worker.ts';
import { admin, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

const rounds = process.env.SOAK === '1' ? 20 : 5;
const special = () => ({ cause: { ...unnamedCause, tenantActionable: false }, quarantinedForHours: 1 });
const script = new URL('../../support/worlds/operation-worker.ts', import.meta.url).pathname;

/** Starts a worker process and kills it as soon as its POST has arrived. */
async function killAfterPost(world: OperationWorld, work: Work): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    env: { PATH: process.env.PATH, WORK: JSON.stringify(work) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  while (world.posts().length === 0 && !isGone) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  await gone;
}

/** By turns what one person may ask for, and what a second one has to approve. */
async function accepted(world: OperationWorld, key: JobKey, round: number): Promise<{ operationId: string }> {
  if (round % 2 === 0) return (await world.act(key, 'clearQuarantine', { body: { acknowledge: true } })).json;
  const stagedDeletes = tooManyDeletes.parkedDeletes;
  const body = { resetScope: ['ForceDeletes'], confirm: key.jobId, stagedDeletes };
  const { json } = await world.act(key, 'restart', { body });
  const approval = await world.post(`/operations/${json.operationId}/approve`, { caller: admin('bob'), body: { stagedDeletes } });
  expect(approval.status).toBe(200);
  return json;
}

describe('a worker that is killed', () => {
  it(`F63: after its POST and before its mark, ${rounds} times: never sends again and decides by reading`, async () => {
    const { connectionString } = claimAccount();
    await using world = await startOperationWorld({
      servicePrincipalsPerTenant: rounds,
      // The log says nothing of a quarantine that began long before the true time.
      startAt: Date.now(),
      special: () => ({ cause: tooManyDeletes, quarantinedForHours: 1 }),
      openTable: (name) => createSdkTable({ kind: 'connectionString', connectionString }, name),
    });
    const { tenant } = world;
    // The process has no other clock than the true one.
    tenant.clock.at = Date.now();
    await tenant.tick();
    const token = await signGraphToken(
      tenant.shared.keys,
      { tenantId: tenant.tenantId, clientId: clients.operatorClientId, roles: operatorRoles },
      tenant.clock.at - 60_000,
      86_400,
    );
    const readerToken = await tenant.getToken(tenant.tenantId);
    for (let round = 0; round < rounds; round += 1) {
      const { key } = tenant.jobAt(round);
      tenant.clock.at = Date.now();
      const json = await accepted(world, key, round);
      const [message] = world.waiting.splice(0);
      tenant.forget();
      // The effect happens, the answer never comes: whatever the process is told, it is told nothing.
      tenant.fault({ match: { method: 'POST', path: '/restart' }, fault: { kind: 'afterEffect', status: 'hang' } });
      await killAfterPost(world, { connectionString, graphUrl: tenant.graphUrl, token, readerToken, message });
      expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({ status: 'Running', sentAt: expect.any(String) });

      tenant.clock.at = Date.now() + 60_000;
      await world.watch();
      expect((await world.get(`/operations/${json.operationId}`)).json.status).toBe('Running');
      tenant.clock.at = Date.now() + 120_000;
      await world.watch();
      expect((await world.get(`/operations/${json.operationId}`)).json.status).toBe('Succeeded');
      expect(world.posts()).toHaveLength(1);
    }
  }, 120_000);

  it('before its POST has left: the next worker sends it', async () => {
    await using world = await startOperationWorld({ special });
    await world.tenant.tick();
    world.tenant.clock.advance(1_000);
    const { json } = await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    const [message] = world.waiting.splice(0);
    if (message === undefined) throw new Error('no message');
    const dying = { ...world.operator, readJob: () => Promise.reject(new Error('killed')) };
    await expect(world.run(message, dying)).rejects.toThrow('killed');
    await world.run(message);
    expect(world.posts()).toHaveLength(0);
    world.tenant.clock.advance(91_000);
    await world.watch();
    expect((await world.get(`/operations/${json.operationId}`)).json.status).toBe('Succeeded');
    expect(world.posts()).toHaveLength(1);
  });

  it('between its end and the audit record of it: the redelivered message writes the record', async () => {
    await using world = await startOperationWorld({ special });
    await world.tenant.tick();
    world.tenant.clock.advance(1_000);
    const { key } = world.tenant.jobAt();
    await world.act(key, 'clearQuarantine');
    const [message] = world.waiting.splice(0);
    if (message === undefined) throw new Error('no message');
    const { audit } = world.tenant.ports;
    const add = audit.add;
    audit.add = async (record) => {
      if (record.phase === 'outcome') throw new Error('killed');
      await add(record);
    };
    await expect(world.run(message)).rejects.toThrow('killed');
    audit.add = add;
    await world.run(message);
    const phases = (await world.get(`/audit?tenantId=${key.tenantId}`)).json.value.map(({ phase }: { phase: string }) => phase);
    expect(phases.sort()).toEqual(['intent', 'outcome']);
    expect(world.posts()).toHaveLength(1);
  });
});
