import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { awaitStart } from '../../../infra/deploy/await-start.ts';
import { createAzureClient } from '../../../infra/deploy/azure-client.ts';
import { routeNames } from '../../../lib/http/routes.ts';
import { appIdOfFake, type FakeAzure, startFakeAzure } from './fake-azure.ts';

const expected = ['get-job', 'plan-polls', 'poll-tenant', 'watch-self'];

/** Waits for the start of an app at a clock that jumps over every wait. */
async function startOf(fake: FakeAzure, names: readonly string[] = expected) {
  const told: string[] = [];
  let now = Date.parse('2026-01-01T00:00:00Z');
  const origin = { url: fake.url, getToken: async () => 'token' };
  const start = await awaitStart(
    {
      azure: createAzureClient(origin, origin),
      now: () => now,
      wait: async (delayInMs) => {
        now += delayInMs;
      },
      tell: (line) => void told.push(line),
    },
    {
      appId: appIdOfFake,
      workspaceId: 'workspace',
      expected: names,
      deployedAt: new Date(now),
      functionsWithinInMs: 600_000,
      tickWithinInMs: 900_000,
    },
  );
  return { start, told, took: now - Date.parse('2026-01-01T00:00:00Z') };
}

describe('after the package was handed over', () => {
  it('the platform is asked for the functions until it lists them all', async () => {
    await using fake = await startFakeAzure([['WarmUp'], ['get-job'], ['get-job', 'plan-polls'], expected]);
    const { start, told } = await startOf(fake);
    expect(start).toBe('running');
    expect(fake.seen.filter((line) => line.endsWith('/host/default/sync'))).toHaveLength(4);
    expect(told).toContain('  2 of 4 functions');
    expect(told).toContain('All 4 functions are listed');
  });

  it('a host that is still starting is asked again', async () => {
    await using fake = await startFakeAzure([503, 502, expected]);
    expect((await startOf(fake)).start).toBe('running');
  });

  it('functions beyond the first page of the list count', async () => {
    const many = Array.from({ length: 45 }, (_, index) => `function-${index}`);
    await using fake = await startFakeAzure([many]);
    expect((await startOf(fake, many)).told).toContain('All 45 functions are listed');
  });

  it('the first poll is waited for, as late as the logs arrive', async () => {
    await using fake = await startFakeAzure([expected]);
    fake.ticks = [[], [], [], [['plan-polls']]];
    const { start, took } = await startOf(fake);
    expect([start, took]).toEqual(['running', 90_000]);
  });

  it('an app whose start was refused is told by what it says of its settings', async () => {
    await using fake = await startFakeAzure([['get-job']]);
    fake.fault = 'The settings have 1 fault(s):\n  - AUTH_AUDIENCE: missing';
    const { start, told } = await startOf(fake);
    expect(start).toBe('functionsMissing');
    expect(told).toContain('Not listed after 10 minutes: plan-polls, poll-tenant, watch-self');
    expect(told.at(-1)).toContain('AUTH_AUDIENCE: missing');
  });

  it('an app that lists its functions but never polls is no success', async () => {
    await using fake = await startFakeAzure([expected]);
    fake.ticks = [[]];
    const { start, told } = await startOf(fake);
    expect(start).toBe('noTick');
    expect(told.join('\n')).toContain('docs/operations.md, Alerts: no-tick');
  });

  it('whoever may not read the logs is told where to look, and the deployment is no failure', async () => {
    await using fake = await startFakeAzure([expected]);
    fake.logsStatus = 403;
    const { start, told } = await startOf(fake);
    expect(start).toBe('tickNotSeen');
    expect(told.at(-1)).toContain('The logs cannot be asked');
  });
});

it('the functions that are expected are those that the package registers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'expected-'));
  try {
    execFileSync(process.execPath, ['build.mjs', folder, '--kept']);
    const script = `import { expectedFunctions } from './infra/deploy/expected-functions.ts'; console.log(JSON.stringify(await expectedFunctions(${JSON.stringify(folder)})));`;
    const names: string[] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
    expect(names).toEqual(expect.arrayContaining([...routeNames, 'plan-polls', 'poll-tenant', 'record-poison-run-operation']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
