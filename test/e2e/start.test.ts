import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../dev/graph/server/request-log.ts';
import { freePorts, processesWith, type RunningWorld, runToEnd, startWorld, until } from '../support/worlds/start-world.ts';

const tickInMs = 10_000;
let port: number;

interface JobList {
  value: { tenantId: string; state: string; health: string; severity: number; displayName: string; quarantine?: { reason: string } }[];
  nextLink?: string;
}

async function get<Body>(url: string): Promise<Body> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as Body;
}

/** What the simulator and its authority were asked for since they started. */
function requestLog(world: RunningWorld): Promise<LogEntry[]> {
  return get(`${world.urls.graph}/_log`);
}

function tickOf({ at }: LogEntry): number {
  return Math.floor(Date.parse(at) / tickInMs);
}

interface TenantList {
  value: { tenantId: string; unreadable?: unknown; poll: { lastCompletedAt?: string } }[];
}

function hostLog(): string {
  return readFileSync(`.local/demo-${port}/host.log`, 'utf8');
}

describe('npm start without settings', () => {
  let world: RunningWorld;

  beforeAll(async () => {
    port = await freePorts(17_071);
    world = await startWorld(['--port', String(port)]);
  }, 90_000);

  afterAll(async () => {
    await world?.stop();
    rmSync(`.local/demo-${port}`, { recursive: true, force: true });
  });

  it('shows progress before it is ready', () => {
    const before = world.lines.slice(
      0,
      world.lines.findIndex((line) => line.startsWith('READY')),
    );
    expect(before.filter((line) => /^\[ *\d+\.\d s\] [A-Z0-9]/.test(line)).length).toBeGreaterThan(4);
    expect(before.join('\n')).toMatch(/6 tenants tried, \d+ jobs found, 1 tenant could not be read/);
  });

  it('keeps the log of the host in a file and shows only what needs attention', () => {
    expect(world.lines.find((line) => line.includes('Functions host'))).toContain(`demo-${port}/host.log`);
    expect(hostLog()).toContain('[poll-tenant] information: ');
    expect(world.lines.filter((line) => line.includes(' information: '))).toEqual([]);
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
    const status = await get<{ tenants: { total: number; unreadable: { tenantId: string; reason: string }[] } }>(
      `${world.urls.api}/status`,
    );

    expect(status.tenants.unreadable).toHaveLength(1);
    expect(status.tenants.unreadable).toMatchObject([{ reason: 'consentMissing' }]);
    const { value } = await get<JobList>(`${world.urls.api}/jobs?tenantId=${status.tenants.unreadable[0]?.tenantId}`);
    expect(value).toEqual([]);
  });

  /** Whether every tenant that can be read was read since then. */
  async function areAllRead(since: number): Promise<boolean> {
    const { value } = await get<TenantList>(`${world.urls.api}/tenants`);
    return value.every(({ unreadable, poll }) => unreadable !== undefined || Date.parse(poll.lastCompletedAt ?? '') >= since);
  }

  it('polls once in a tick, however often the plan is made by hand', async () => {
    const batchesOf = (log: LogEntry[], tick: number) => log.filter((entry) => entry.batch !== undefined && tickOf(entry) === tick);
    const now = () => Math.floor(Date.now() / tickInMs);
    const plans = () => hostLog().match(/\[plan-polls\] information: Succeeded/g)?.length ?? 0;
    const run = () =>
      fetch(`${world.urls.api.replace('/api/v1', '')}/admin/functions/plan-polls`, { method: 'POST', body: '{"input":""}' });
    let [tick, before, last] = [0, 0, ''];
    // Early enough in a tick that what follows does not run into the next; where it does all the same, it says nothing of one tick.
    do {
      await until(async () => Date.now() % tickInMs < 6_000 && (await areAllRead(now() * tickInMs)), 'a young tick has read every tenant');
      tick = now();
      before = batchesOf(await requestLog(world), tick).length;
      const planned = plans();
      expect([(await run()).status, (await run()).status]).toEqual([202, 202]);
      await until(() => plans() >= planned + 2, 'both plans are made');
      const lines = hostLog().trim().split('\n');
      last = lines
        .filter((line) => line.includes('"Polls planned"'))
        .slice(-2)
        .join('\n');
    } while (now() !== tick);

    expect(last).toMatch(/"due":0.*\n.*"due":0/);
    expect(before).toBeGreaterThan(0);
    expect(batchesOf(await requestLog(world), tick)).toHaveLength(before);
  }, 60_000);

  it('asks for one token per tenant over several ticks', async () => {
    const { value: tenants } = await get<{ value: { tenantId: string }[] }>(`${world.urls.api}/tenants`);
    const { tenants: read } = await get<{ tenants: { unreadable: { tenantId: string }[] } }>(`${world.urls.api}/status`);
    const readable = tenants.map(({ tenantId }) => tenantId).filter((id) => !read.unreadable.some(({ tenantId }) => tenantId === id));
    const ticks = async (tenantId: string) =>
      new Set((await requestLog(world)).filter((entry) => entry.tenantId === tenantId && entry.service === 'graph').map(tickOf)).size;
    expect(readable).toHaveLength(5);
    for (const tenantId of readable) await until(async () => (await ticks(tenantId)) >= 3, `${tenantId} was read in three ticks`);

    const log = await requestLog(world);
    const tokenPosts = log.filter(
      ({ service, method, path }) => service === 'authority' && method === 'POST' && path.includes('/oauth2/v2.0/token'),
    );
    for (const tenantId of readable) expect(tokenPosts.filter((entry) => entry.tenantId === tenantId)).toHaveLength(1);
  });

  it('says which port is taken and how to choose another, when it is started twice', async () => {
    const { code, output } = await runToEnd(['--port', String(port)]);

    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} `);
    expect(output).toContain('--port');
  });

  it('leaves no process behind after Ctrl-C', async () => {
    const code = await world.stop('SIGINT');

    expect(code).toBe(0);
    expect(processesWith(`demo-${port}`)).toEqual([]);
    expect(processesWith(`--port ${port}`)).toEqual([]);
  });
});
