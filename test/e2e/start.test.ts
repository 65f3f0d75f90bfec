import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningWorld, runToEnd, startWorld } from '../support/start-world.ts';

const port = 17_071;

interface JobList {
  value: { tenantId: string; state: string; health: string; severity: number; displayName: string; quarantine?: { reason: string } }[];
  nextLink?: string;
}

async function get<Body>(url: string): Promise<Body> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as Body;
}

function processesWith(text: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(text) && !line.includes('ps -eo'));
}

describe('npm start without settings', () => {
  let world: RunningWorld;

  beforeAll(async () => {
    world = await startWorld(['--port', String(port)]);
  }, 90_000);

  afterAll(async () => {
    await world?.stop();
  });

  it('is ready within a minute and shows progress before', () => {
    expect(world.readyInMs).toBeLessThan(60_000);
    expect(world.lines.slice(0, world.lines.findIndex((line) => line.startsWith('READY'))).length).toBeGreaterThan(4);
  });

  it('lists at least 12 jobs of at least 3 tenants, at least 3 in quarantine with the reason Graph gave, worst first', async () => {
    const { value } = await get<JobList>(`${world.urls.api}/jobs?pageSize=1000`);

    expect(value.length).toBeGreaterThanOrEqual(12);
    expect(new Set(value.map((job) => job.tenantId)).size).toBeGreaterThanOrEqual(3);
    const quarantined = value.filter((job) => job.state === 'Quarantine');
    expect(quarantined.length).toBeGreaterThanOrEqual(3);
    for (const job of quarantined) expect(job.quarantine?.reason).toMatch(/^[A-Z][A-Za-z]+/);
    const severities = value.map((job) => job.severity);
    expect(severities).toEqual(severities.toSorted((a, b) => b - a));
  });

  it('shows the tenant without consent as unreadable, not as healthy or empty', async () => {
    const status = await get<{ tenants: { total: number; unreadable: { tenantId: string; reason: string }[] } }>(`${world.urls.api}/status`);

    expect(status.tenants.unreadable).toHaveLength(1);
    expect(status.tenants.unreadable).toMatchObject([{ reason: 'consentMissing' }]);
    const { value } = await get<JobList>(`${world.urls.api}/jobs?tenantId=${status.tenants.unreadable[0]?.tenantId}`);
    expect(value).toEqual([]);
  });

  it('says which port is taken and how to choose another, when it is started twice', async () => {
    const { code, output } = await runToEnd(['--port', String(port)]);

    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} `);
    expect(output).toContain('--port');
  });

  it('leaves no process behind after Ctrl-C', async () => {
    const startedAt = performance.now();
    const code = await world.stop('SIGINT');

    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(processesWith(`demo-${port}`)).toEqual([]);
    expect(processesWith(`--port ${port}`)).toEqual([]);
  });
});
