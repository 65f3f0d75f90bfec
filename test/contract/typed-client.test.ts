import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderClient } from '../../dev/openapi/render-client.ts';
import type { JobRecord } from '../../lib/domain/job/record/job-record.ts';
import { type ApiHost, startApiHost } from '../http/support/host-process.ts';
import { storeSampleFleet } from '../http/support/sample-fleet.ts';

const run = promisify(execFile);

/** What a portal writes that has this package installed. */
const program = `
import * as api from 'entra-sync-status/client';

api.defaults.baseUrl = process.argv[2] ?? '';

async function listAll(filter: Parameters<typeof api.listJobs>[0]): Promise<api.JobListItem[]> {
  const all: api.JobListItem[] = [];
  for (let continuation: string | undefined; ; ) {
    const page = await api.listJobs({ ...filter, pageSize: 4, ...(continuation && { continuation }) });
    if (page.status !== 200) throw new Error('unexpected ' + page.status);
    all.push(...page.data.value);
    if (page.data.nextLink === undefined) return all;
    continuation = new URL(page.data.nextLink).searchParams.get('continuation') ?? '';
  }
}

const all = await listAll({});
const quarantined = await listAll({ state: 'Quarantine', health: 'critical' });
const [worst] = quarantined;
if (worst === undefined) throw new Error('no job is in quarantine');
const job = await api.getJob(worst.tenantId, worst.servicePrincipalId, worst.jobId);
const history = await api.getJobHistory(worst.tenantId, worst.servicePrincipalId, worst.jobId);
const missing = await api.getJob('none', 'none', 'none');
const explained = await api.explainText({ text: 'AADSTS7000215: Invalid client secret provided.' });
if (job.status !== 200 || history.status !== 200 || missing.status !== 404 || explained.status !== 200) throw new Error('unexpected status');
const daysLeft: number | undefined = job.data.quarantine?.daysLeft;
// @ts-expect-error the document says which states there are
await api.listJobs({ state: 'Broken' });
// @ts-expect-error the document says which fields there are
void job.data.colour;

console.log(
  JSON.stringify({
    all: all.map(({ id }) => id),
    quarantined: quarantined.map(({ state }) => state),
    job: { id: job.data.id, daysLeft, whoMustAct: job.data.explanation?.whoMustAct, action: job.data.advice.action },
    history: history.data.value.map(({ type }) => type),
    missing: missing.data.code,
    explained: explained.data.value.map(({ code }) => code),
  }),
);
`;

const tsconfig = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    module: 'nodenext',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  },
  files: ['program.ts'],
};

describe('the typed client that this package exports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typed-client-'));
  let host: ApiHost;
  let jobs: JobRecord[];

  beforeAll(async () => {
    writeFileSync(join(folder, 'program.ts'), program);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    link('entra-sync-status', resolve('.'));
    link('@types/node', resolve('node_modules/@types/node'));
    link('undici-types', resolve('node_modules/undici-types'));
    host = await startApiHost();
    jobs = await storeSampleFleet(host.stores, { jobsPerTenant: 7, now: Date.now() });
  }, 60_000);

  afterAll(async () => {
    await host?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function link(name: string, target: string): void {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(target, join(folder, 'node_modules', name));
  }

  it('is what an independent generator makes of the document, and asks for no other package', async () => {
    for (const [path, text] of await renderClient())
      expect({ path, isCurrent: readFileSync(path, 'utf8') === text }).toEqual({ path, isCurrent: true });
    expect(readFileSync('client/client.js', 'utf8')).not.toMatch(/^import /m);
  });

  it('passes the type check, and a wrong use of it does not', async () => {
    const checked = run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', folder]);
    await expect(checked).resolves.toMatchObject({ stdout: '' });
  });

  it('lists to the end, filters, reads one job and its history, and explains a text', async () => {
    const { stdout } = await run(process.execPath, [join(folder, 'program.ts'), `${host.url}/api/v1`]);
    const seen = JSON.parse(stdout);
    const idOf = ({ tenantId, servicePrincipalId, jobId }: JobRecord) => `${tenantId}/${servicePrincipalId}/${jobId}`;
    expect(seen.all.toSorted()).toEqual(jobs.map(idOf).sort());
    expect(seen.quarantined).toEqual(jobs.filter(({ snapshot }) => snapshot.state === 'Quarantine').map(() => 'Quarantine'));
    expect(seen).toMatchObject({
      job: { daysLeft: expect.any(Number), whoMustAct: 'tenant-admin', action: 'renewCredentials' },
      missing: 'NotFound',
    });
    expect(seen.history.toSorted()).toEqual(['gap', ...Array(5).fill('stateChanged')]);
    expect(seen.explained[0]).toBe('AADSTS7000215');
    expect(seen.all).toContain(seen.job.id);
  });
});
