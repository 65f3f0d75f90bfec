import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ExampleName, type ExampleRun, runExample } from '../support/examples/run-example.ts';
import { mintToken } from '../support/worlds/ask-authority.ts';
import { freePorts, type RunningWorld, startWorld, until } from '../support/worlds/start-world.ts';

let world: RunningWorld;

beforeAll(async () => {
  // As many requests as an installation allows, not as many as the demo does: one test uses them up.
  world = await startWorld(['--auth', '--port', String(await freePorts(25_071))], { RATE_LIMIT_PER_MINUTE: '120' });
}, 90_000);

afterAll(() => world?.stop());

/** Every run is somebody else's, whose requests are counted by themselves. */
const newOperator = () => mintToken(world, { preset: 'user', role: 'operator', claims: { oid: randomUUID() } });

async function run(name: ExampleName, job?: string, edit?: readonly [from: string, to: string]): Promise<ExampleRun> {
  return runExample(name, { api: world.urls.api, token: await newOperator(), ...(job && { job }), ...(edit && { edit }) });
}

/** Asks for something as an administrator, and answers where it is to be found. */
async function order(url: string, body: object): Promise<string> {
  const headers = {
    authorization: `Bearer ${world.urls.tokens?.admin}`,
    'idempotency-key': randomUUID(),
    'content-type': 'application/json',
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get('operation-location') ?? '';
}

const hasTools = ['bash', 'curl', 'jq'].every((tool) => spawnSync(tool, ['--version']).error === undefined);
/** curl and jq are not a part of Node. */
const itWith = (name: ExampleName) => (name === 'curl' && !hasTools ? it.skip : it);

describe('an example for callers', () => {
  const wishes: [name: ExampleName, job: string | undefined, action: string, told: RegExp][] = [
    ['portal', 'plants.mercator.example', 'clearQuarantine', /\nNo agent is registered.*\nSucceeded; does it hold\? pending\n/s],
    [
      'powershell',
      'eu.mercator.*',
      'restart',
      /^\{"Job":"eu.mercator.example","Cause":"[A-Z].*","MustAct":"[a-z-]+","Operation":"http.*","Status":"Succeeded"\}$/,
    ],
    ['curl', undefined, 'validateCredentials', /^Partner Trust \(cross-tenant\): Target tenant forbade the write\n.*\nSucceeded\n$/s],
  ];
  const runs = new Map<ExampleName, Promise<ExampleRun>>();

  // All at once, for each waits five seconds for its operation.
  beforeAll(() => {
    for (const [name, job] of wishes) if (name !== 'curl' || hasTools) runs.set(name, run(name, job));
  });

  for (const [name, , action, expected] of wishes)
    itWith(name)(
      `in ${name} reads, acts once with a key of its own, and follows the operation to its end`,
      async () => {
        const { asked = [], faults, told } = (await runs.get(name)) ?? {};
        expect({ faults, told }).toEqual({ faults: [], told: expect.stringMatching(expected) });
        const acts = asked.filter(({ method }) => method === 'POST');
        expect(acts.map(({ path, status }) => [path.split('/').at(-1), status])).toEqual([[action, 202]]);
        expect(acts[0]?.headers['idempotency-key']).toMatch(/^[\w-]{32,36}$/);
        expect(asked.some(({ path }) => path.includes('/operations/'))).toBe(true);
        expect(asked.every(({ headers }) => headers.authorization?.startsWith('Bearer '))).toBe(true);
      },
      60_000,
    );

  it('in powershell reads page after page by the links, until there is none', async () => {
    const { asked, told } = await run('powershell', 'none of them');
    expect(told).toBe('');
    const [first, ...others] = asked.map(({ path }) => path.includes('continuation='));
    expect({ first, others: new Set(others) }).toEqual({ first: false, others: new Set([true]) });
  });

  it('in powershell has the service look for words, and goes on with them from page to page', async () => {
    const { asked, faults } = await runExample('powershell', {
      api: world.urls.api,
      token: await newOperator(),
      job: 'none of them',
      search: 'Mércator & quarantine',
    });
    expect(faults).toEqual([]);
    expect(asked.map(({ path }) => new URL(path, world.urls.api).searchParams.get('q'))).toEqual(asked.map(() => 'Mércator & quarantine'));
  });

  it('in the portal gets nothing twice: what has not changed is a 304', async () => {
    const { asked } = await run('portal', 'none of them');
    expect(asked).toHaveLength(1);
    const { asked: refreshed, told } = await run('portal', 'Partner Trust (cross-tenant)');
    const again = refreshed.flatMap(({ headers, status }) => (headers['if-none-match'] === undefined ? [] : [status]));
    expect({ again: again.length, told }).toEqual({ again: 3, told: expect.stringContaining('nothing new') });
    expect(again).toContain(304);
  });

  it('in the portal leaves it to a person to lift what protects data', async () => {
    const { told, faults } = await run('portal', 'Partner Trust (cross-tenant)');
    expect({ told, faults }).toEqual({ told: expect.stringContaining('AcknowledgementRequired: The quarantine'), faults: [] });
  });

  it('in the portal follows the operation of somebody who was faster', async () => {
    const job = await jobNamed('terminal.lindqvist.example');
    const location = await order(`${job.self}/restart`, { resetScope: ['ForceDeletes'], confirm: job.jobId, stagedDeletes: 0 });
    const { told, faults } = await runExample(
      'portal',
      { api: world.urls.api, token: await newOperator(), job: job.displayName },
      async (asked) => {
        await until(() => asked.some(({ path }) => path.includes('/operations/')), 'the portal looks at the operation');
        await order(`${location}/reject`, {});
      },
    );
    expect({ told, faults }).toEqual({ told: expect.stringMatching(/\nOperationActive: .*Again in 5 s\.\nCanceled: /), faults: [] });
  }, 60_000);

  it('in the portal waits as long as it is asked to, when it has asked too often', async () => {
    const token = await newOperator();
    const ask = async () => (await fetch(`${world.urls.api}/me`, { headers: { authorization: `Bearer ${token}` } })).status;
    while (!(await Promise.all(Array.from({ length: 20 }, ask))).includes(429));
    const order = { api: world.urls.api, token, job: 'Partner Trust (cross-tenant)' };
    const { told, faults, asked } = await runExample('portal', order, async (soFar) => {
      // Takes the two requests of each second that are allowed, until the portal was refused one, or has done with all of its six.
      while (soFar.length < 6 && !soFar.some(({ status }) => status === 429)) await ask();
    });
    expect({ told, faults }).toEqual({ told: expect.stringMatching(/^asked to wait for 1 s$/m), faults: [] });
    expect(asked.at(-1)?.status).toBeLessThan(400);
  }, 60_000);
});

async function jobNamed(name: string): Promise<{ displayName: string; jobId: string; self: string }> {
  const headers = { authorization: `Bearer ${world.urls.tokens?.reader}` };
  const { value } = (await (await fetch(`${world.urls.api}/jobs?state=Quarantine`, { headers })).json()) as {
    value: { displayName: string; jobId: string; links: { self: string } }[];
  };
  const job = value.find(({ displayName }) => displayName === name);
  if (job === undefined) throw new Error(`There is no job ${name} in quarantine`);
  return { ...job, self: job.links.self };
}

describe('an example that was changed in haste is noticed', () => {
  const haste: [name: ExampleName, what: string, from: string, to: string, fault: RegExp][] = [
    ['portal', 'no longer TypeScript', 'async function follow(', 'async function follow((', /ended badly: [\s\S]*SyntaxError/],
    ['portal', 'asks in the wrong place', 'getJob(tenantId, servicePrincipalId,', 'getJob(tenantId, tenantId,', /^GET \S+ answered 404$/],
    ['portal', 'brings no token', 'authorization: `', 'authorisation: `', /^GET \/api\/v1\/jobs answered 401$/],
    ['portal', 'has no key for its wish', 'randomUUID()', "''", /^POST \S+\/clearQuarantine answered 400$/],
    ['powershell', 'no longer PowerShell', 'continue }', 'continue ', /line \d+: not understood/],
    ['powershell', 'asks in the wrong place', '/restart"', '/restarts"', /^POST \S+\/restarts is no route$/],
    ['powershell', 'brings no token', "Authentication = 'Bearer'; ", '', /^GET \/api\/v1\/jobs answered 401$/],
    ['powershell', 'has no key for its wish', "'Idempotency-Key'", "'Idempotence-Key'", /^POST \S+\/restart answered 400$/],
    ['powershell', 'does not say what it sends', "ContentType             = 'application/json'", '', /^POST \S+\/restart answered 415$/],
    [
      'powershell',
      'has a parameter that the command lacks',
      'StatusCodeVariable ',
      'StatusVariable ',
      /parameter StatusVariable is unknown/,
    ],
    ['powershell', 'sends a token in the open', '$Api.IsLoopback', '$false', /cannot protect plain text secrets/],
    ['curl', 'no longer a shell script', '\nfi\n', '\n', /ended badly: .*syntax error/],
    ['curl', 'asks in the wrong place', '/validateCredentials', '/validate', /^POST \S+\/validate is no route$/],
    ['curl', 'brings no token', 'authorization: ', 'authorisation: ', /^GET \/api\/v1\/jobs answered 401$/],
    ['curl', 'has no key for its wish', 'idempotency-key', 'idempotence-key', /^POST \S+\/validateCredentials answered 400$/],
  ];
  for (const [name, what, from, to, fault] of haste)
    itWith(name)(`in ${name}: ${what}`, async () => {
      const { faults } = await run(name, name === 'curl' ? undefined : 'ad.harborcity.example', [from, to]);
      expect(faults).toContainEqual(expect.stringMatching(fault));
    });
});
