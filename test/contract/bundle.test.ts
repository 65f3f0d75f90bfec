import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../lib/http/routes.ts';

// A stand-in for the worker: collects what the bundle registers, from a folder with no node_modules above it.
const collect = `
  import { registerHooks } from 'node:module';
  const registered = [];
  globalThis.registered = registered;
  const core = 'module.exports = { version: "0", registerHook: () => ({ dispose() {} }), setProgrammingModel() {}, ' +
    'registerFunction: (metadata) => { globalThis.registered.push(metadata); return { dispose() {} }; } }';
  const Module = (await import('node:module')).default;
  const load = Module._load;
  Module._load = function (request, ...rest) {
    if (request !== '@azure/functions-core') return load.call(this, request, ...rest);
    const fake = { exports: {} };
    new Function('module', core)(fake);
    return fake.exports;
  };
  await import(process.argv[1]);
  console.log(JSON.stringify(registered.map(({ name, bindings }) => [name, Object.values(bindings)])));
`;

describe('the bundle that ships', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  let registered: [name: string, bindings: Record<string, unknown>[]][];

  const queue = (queueName: string) => ({ queueName, connection: 'AzureWebJobsStorage' });
  const sourcesOf = (file: string): string[] => JSON.parse(readFileSync(join(folder, `${file}.map`), 'utf8')).sources;

  beforeAll(() => {
    execFileSync(process.execPath, ['build.mjs', folder, '--maps']);
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', collect, join(folder, 'main.mjs')], {
      cwd: folder,
      encoding: 'utf8',
      env: {},
    });
    registered = JSON.parse(output);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same where the one of a build before is taken, as `npm start` does', () => {
    const taken = mkdtempSync(join(tmpdir(), 'bundle-'));
    const contents = (of: string) =>
      readdirSync(of, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(of, name)).isFile())
        .sort()
        .map((name) => [name, hash('sha256', readFileSync(join(of, name)))]);
    try {
      execFileSync(process.execPath, ['build.mjs', taken, '--maps', '--kept']);
      expect(contents(taken)).toEqual(contents(folder));
    } finally {
      rmSync(taken, { recursive: true, force: true });
    }
  }, 60_000);

  it('registers exactly these functions', () => {
    expect(registered.map(([name]) => name).sort()).toEqual([
      'acknowledge-incident',
      'approve-operation',
      'check-tenant',
      'clear-quarantine',
      'delete-grant',
      'delete-tenant',
      'diagnose-connectivity',
      'dispatch-notifications',
      'explain-text',
      'get-agents',
      'get-directory-sync',
      'get-docs',
      'get-docs-types',
      'get-error',
      'get-fleet-status',
      'get-grant',
      'get-health-live',
      'get-health-ready',
      'get-incident',
      'get-job',
      'get-job-history',
      'get-job-trend',
      'get-me',
      'get-metrics',
      'get-openapi',
      'get-operation',
      'get-page',
      'get-tenant',
      'get-topic',
      'list-audit',
      'list-changes',
      'list-endpoints',
      'list-error-sightings',
      'list-errors',
      'list-grants',
      'list-incidents',
      'list-job-groups',
      'list-jobs',
      'list-operations',
      'list-preceding-changes',
      'list-provisioning-errors',
      'list-rules',
      'list-staged-deletes',
      'list-tenants',
      'list-topics',
      'pause-job',
      'plan-polls',
      'poll-tenant',
      'provision-on-demand',
      'put-grant',
      'put-tenant',
      'record-poison-poll-tenant',
      'record-poison-run-operation',
      'reject-operation',
      'restart-job',
      'run-operation',
      'snooze-incident',
      'start-job',
      'validate-credentials',
      'watch-self',
      'zz-not-found',
    ]);
  });

  it('is made of every file of the folder functions', () => {
    const files = sourcesOf('main.mjs').flatMap((source) => /\/functions\/(\w+\.ts)$/.exec(source)?.[1] ?? []);
    expect(files.sort()).toEqual(readdirSync('functions').sort());
  });

  it('binds each route as it is declared, and to both queues exactly where messages come of its answers', () => {
    const byName = new Map(registered);
    for (const [name, { emits, ...trigger }] of Object.entries(routes)) {
      const outputs = emits ? ['poll-tenant', 'run-operation'].map((name) => ({ type: 'queue', direction: 'out', ...queue(name) })) : [];
      const bindings = [{ type: 'httpTrigger', direction: 'in', ...trigger }, { type: 'http', direction: 'out' }, ...outputs];
      expect([name, byName.get(name)]).toEqual([name, bindings.map((binding) => expect.objectContaining(binding))]);
    }
    expect(registered.filter(([, [trigger]]) => trigger?.type === 'httpTrigger')).toHaveLength(Object.keys(routes).length);
  });

  it.each([
    ['dispatch-notifications', { type: 'timerTrigger', schedule: '*/30 * * * * *' }, []],
    ['plan-polls', { type: 'timerTrigger', schedule: '0 */5 * * * *' }, ['poll-tenant']],
    ['watch-self', { type: 'timerTrigger', schedule: '0 * * * * *' }, ['run-operation']],
    ['poll-tenant', { type: 'queueTrigger', ...queue('poll-tenant') }, ['poll-tenant']],
    ['run-operation', { type: 'queueTrigger', ...queue('run-operation') }, ['poll-tenant']],
    ['record-poison-poll-tenant', { type: 'queueTrigger', ...queue('poll-tenant-poison') }, []],
    ['record-poison-run-operation', { type: 'queueTrigger', ...queue('run-operation-poison') }, []],
  ])('binds %s to %j, its messages to %j', (name, trigger, queues) => {
    const outputs = queues.map((queueName) => ({ type: 'queue', direction: 'out', ...queue(queueName) }));
    const bindings = [{ direction: 'in', ...trigger }, ...outputs].map((binding) => expect.objectContaining(binding));
    expect(new Map(registered).get(name)).toEqual(bindings);
  });

  it('loads at the start one file, which holds the programming model and the routes and nothing else of ours', () => {
    const ours = sourcesOf('main.mjs').filter((source) => /(?<!node_modules.*)\/lib\//.test(source));
    expect(ours.map((source) => source.replace(/.*\/lib\//, '')).sort()).toEqual(['entry.ts', 'http/routes.ts', 'schedule.ts']);
    const others = readdirSync(folder).filter((file) => file.endsWith('.mjs') && file !== 'main.mjs');
    expect(others).toContain('compose.mjs');
    expect(others.flatMap(sourcesOf).filter((source) => source.includes('@azure/functions/'))).toEqual([]);
    expect(readFileSync(join(folder, 'main.mjs'), 'utf8').match(/(?:from|import) ?"\.\/[^"]*"/g)).toBeNull();
  });

  /** The files of the parts of the app with these names, and what they load at once, by themselves and through what they load. */
  function loadedWith(...parts: string[]): string[] {
    const starts = (file: string) => parts.some((part) => file === `${part}.mjs` || new RegExp(`^${part}-[A-Z0-9]{8}\\.mjs$`).test(file));
    const loaded = new Set(readdirSync(folder).filter(starts));
    expect(loaded.size).toBe(parts.length);
    for (const file of loaded) {
      const imports = readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import) ?"\.\/([^"]+\.mjs)"/g);
      for (const [, other = ''] of imports) loaded.add(other);
    }
    return [...loaded];
  }
  const loadedByATick = () => loadedWith('compose', 'compose-workers');
  const loadedByTheFirstAnswer = () => loadedWith('compose');
  const loadedByTheStatus = () => loadedWith('compose', 'show-status');
  const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

  it('loads for the probe of the process no SDK, no library of schemas and nothing that asks Microsoft', () => {
    const sources = loadedByTheFirstAnswer().flatMap(sourcesOf);
    expect(sources.filter((source) => /node_modules|\/adapters\/(?:graph|identity|teams)\//.test(source))).toEqual([]);
    expect(sources.some((source) => source.endsWith('/lib/http/operations/service/probe-live.ts'))).toBe(true);
  });

  it('reads little before the first answer, in few files, since each costs more than what is in it', () => {
    const files = loadedByTheFirstAnswer();
    expect(files.length).toBeLessThanOrEqual(3);
    expect(bytesOf(files)).toBeLessThanOrEqual(165_000);
  });

  it('imports for the first answer no module of Node that takes longer to make than most of ours', () => {
    const imports = loadedByTheFirstAnswer().flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/"node:[^"]+"/g) ?? []);
    expect(imports.filter((name) => /node:(?:fs|http|https|net|tls|stream)\b/.test(name))).toEqual([]);
    expect(imports).toContain('"node:crypto"');
  });

  it('loads for the numbers of the fleet no library of schemas, and nothing that judges a job', () => {
    const files = loadedByTheStatus();
    const sources = files.flatMap(sourcesOf);
    expect(
      sources.filter((source) => /node_modules|\/schemas\/(?!access\/sign-in)|\/assess-health\.ts|\/code-severity/.test(source)),
    ).toEqual([]);
    expect(sources.some((source) => source.endsWith('/lib/http/documents/status-document.ts'))).toBe(true);
    expect(files.length).toBeLessThanOrEqual(11);
    expect(bytesOf(files)).toBeLessThanOrEqual(196_000);
  });

  it('loads what verifies tokens with the first token that needs it', () => {
    const verifies = (file: string) => sourcesOf(file).some((source) => source.includes('/node_modules/jose/'));
    expect([...loadedByATick(), ...loadedByTheFirstAnswer()].filter(verifies)).toEqual([]);
    expect(readdirSync(folder).filter((file) => file.endsWith('.mjs') && verifies(file)).length).toBeGreaterThan(0);
  });

  it('keeps the words of the catalogue, of the topics and of the tables of hosts out of what a tick loads', () => {
    const prose = /\/(?:catalogue\/(?:families|topics)|connectivity\/tables)\/(?!endpoint-row)/;
    expect(loadedByATick().filter((file) => sourcesOf(file).some((source) => prose.test(source)))).toEqual([]);
    const all = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
    expect(all.filter((file) => sourcesOf(file).some((source) => prose.test(source))).length).toBeGreaterThan(20);
  });

  it('reads no file of the page before a page is asked for, and then composes nothing', () => {
    const naming = (text: string) =>
      readdirSync(folder).filter((file) => file.endsWith('.mjs') && readFileSync(join(folder, file), 'utf8').includes(text));
    expect(naming('manifest.json')).toEqual(['page.mjs']);
    expect(naming('./page.mjs')).toEqual(['main.mjs']);
    const imported = [...readFileSync(join(folder, 'page.mjs'), 'utf8').matchAll(/(?:from|import\() ?"([^"]+)"/g)].map(([, name]) => name);
    expect(imported.sort()).toEqual(['node:fs/promises', 'node:zlib']);
    expect(readdirSync(join(folder, 'ui'))).toContain('manifest.json');
  });

  it('runs from a folder with no node_modules', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['host.json', 'main.mjs', 'package.json']));
    expect(readdirSync(folder)).not.toContain('node_modules');
  });
});
