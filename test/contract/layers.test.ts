import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const askedByAll = ['access', 'catalogue', 'connectivity'];

/** The rooms of each floor, and whom each of them may ask; `.` are the files of the floor itself. */
const whoMayEnter: Record<string, Record<string, string[]>> = {
  'lib/application': {
    ports: [],
    tenant: ['ports'],
    operate: ['ports', 'tenant'],
    poll: ['ports', 'tenant', 'operate'],
    notify: ['ports', 'tenant'],
    watch: ['ports', 'tenant'],
    show: ['ports', 'tenant', 'watch'],
    manage: ['ports', 'tenant'],
    diagnose: ['ports', 'tenant'],
  },
  'lib/domain': {
    '.': [],
    access: ['.'],
    catalogue: ['.'],
    connectivity: ['.'],
    job: ['.', ...askedByAll],
    operation: ['.', ...askedByAll, 'job'],
    incident: ['.', ...askedByAll, 'job', 'operation'],
    channel: ['.', ...askedByAll],
    directory: ['.', ...askedByAll],
    tenant: ['.', ...askedByAll, 'job', 'operation', 'incident', 'channel', 'directory'],
    view: ['.', ...askedByAll, 'job', 'operation', 'incident', 'channel', 'directory', 'tenant'],
    notification: ['.', ...askedByAll, 'job', 'operation', 'incident', 'channel', 'directory', 'tenant', 'view'],
  },
  'lib/domain/job': { '.': [], health: ['.'], record: ['.', 'health'], advice: ['.', 'health', 'record'] },
  'lib/adapters': { graph: [], identity: [], tables: [], teams: [] },
  'lib/adapters/graph': { transport: [], shapes: ['transport'], '.': ['transport', 'shapes'] },
  'lib/adapters/tables': { transport: [], rows: ['transport'], stores: ['transport', 'rows'], '.': ['transport', 'rows', 'stores'] },
  'lib/http': {
    problems: [],
    schemas: [],
    request: ['problems'],
    response: [],
    documents: ['schemas'],
    operations: ['problems', 'request', 'response', 'documents', 'schemas'],
    '.': ['problems', 'request', 'response', 'schemas', 'operations'],
  },
};

describe('the linter', () => {
  const house = mkdtempSync(join(tmpdir(), 'house-'));

  beforeAll(() => {
    for (const part of ['biome.json', 'lint', '.gitignore']) cpSync(part, join(house, part), { recursive: true });
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  /** What the linter says, a line a fault, when these files stand in a house with our rules. */
  function lint(files: Record<string, string>): string {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), text);
    }
    const command = resolve('node_modules/.bin/biome');
    const options = ['lint', '--reporter=concise', '--max-diagnostics=none'];
    const { stdout, stderr } = spawnSync(command, [...options, ...Object.keys(files)], { cwd: house, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  }

  it.each([
    ['lib/domain/example.ts', "import type { Ports } from '../application/ports.ts';", 'domain imports only domain'],
    ['lib/domain/example.ts', "import { createHash } from 'node:crypto';", 'domain imports only domain'],
    ['lib/application/example.ts', "import { readJobs } from '../adapters/graph/read-jobs.ts';", 'application sees the domain'],
    ['lib/application/example.ts', "import type { HttpRequest } from '@azure/functions';", 'application sees the domain'],
    [
      'lib/adapters/graph/example.ts',
      "import { createTokenSource } from '../identity/create-token-source.ts';",
      'An adapter knows one system',
    ],
    ['lib/http/example.ts', "import { createTableStores } from '../adapters/tables/create-stores.ts';", 'The HTTP edge calls use cases'],
    ['functions/example.ts', "import { compose } from '../lib/compose.ts';", 'A function registers a trigger'],
    ['functions/example.ts', "import { composeWorkers } from '../lib/compose/compose-workers.ts';", 'A function registers a trigger'],
    ['lib/example.ts', "import { startHost } from '../dev/host/start-host.ts';", 'What ships knows nothing'],
    ['lib/compose.ts', "import { startGraphSimulator } from '../dev/graph/start-graph-simulator.ts';", 'What ships knows nothing'],
    ['ui/api/example.ts', "import { readSettings } from '../../lib/settings.ts';", 'The page talks to the API like anybody else'],
    ['ui/api/example.ts', "import { listJobs } from '../../client/client.js';", 'The page talks to the API like anybody else'],
    ['ui/api/example.ts', "import { readFile } from 'node:fs/promises';", 'The page talks to the API like anybody else'],
    ['ui/words/example.ts', "import { now } from '../api/clock.ts';", 'words may not enter api'],
    ['ui/pictures/example.tsx', "import { Time } from '../parts/facts/time.tsx';", 'pictures may not enter parts'],
    ['ui/screens/job/example.tsx', "import { Fleet } from '../fleet/fleet.tsx';", 'screens/job may not enter fleet'],
    [
      'ui/screens/story/operation/example.tsx',
      "import { ActCard } from '../act/act-card.tsx';",
      'screens/story/operation may not enter act',
    ],
    ['ui/parts/example.tsx', "import { Header } from '../frame/header/header.tsx';", 'parts may not enter frame'],
    ['ui/parts/facts/example.tsx', "import { Dialog } from '../form/dialog.tsx';", 'parts/facts may not enter form'],
    ['ui/words/example.ts', 'export const now = Date.now();', 'take the time as an argument'],
    ['ui/pictures/example.tsx', 'export const now = Date.now();', 'take the time as an argument'],
    ['lib/application/show/example.ts', "import { pollTenant } from '../poll/poll-tenant.ts';", 'show may not enter poll'],
    ['lib/application/operate/example.ts', "import { sendCard } from '../notify/send-card.ts';", 'operate may not enter notify'],
    ['lib/domain/job/example.ts', "import { openIncident } from '../incident/incident-life.ts';", 'domain/job may not enter incident'],
    ['lib/domain/job/example.ts', "export { healthOf } from './health/assess-health.ts';", 'Avoid barrel files'],
    ['dev/host/example.ts', "export * from './start-host.ts';", 'Do not use export all'],
    ['lib/application/ports/example.ts', "export type { JobKey } from '../../domain/job/job.ts';", 'a file that passes it on is a barrel'],
    ['lib/application/ports/example.ts', "export type * from './stored.ts';", 'a file that passes it on is a barrel'],
    ['lib/domain/job/example.ts', "import { isoOf } from '../time.ts';\nexport { isoOf };", 'a file that passes it on is a barrel'],
    ['lib/domain/job/example.ts', "import { isoOf } from '../time.ts';\nexport { isoOf as iso };", 'a file that passes it on is a barrel'],
    ['lib/domain/job/example.ts', "import type { Health } from './health/health.ts';\nexport type { Health };", 'passes it on is a barrel'],
    ['lib/example.ts', "import * as time from './domain/time.ts';\nexport { time };", 'a file that passes it on is a barrel'],
  ])('refuses in %s: %s', (file, text, message) => {
    expect(lint({ [file]: `${text}\n` })).toContain(message);
  });

  it.each([
    "import type { Card } from '../notify/card.ts';",
    "import '../notify/card.ts';",
    "import type { Card } from '../../application/notify/card.ts';",
    "export { card } from '../notify/card.ts';",
    "export const card = () => import('../notify/card.ts');",
    "export type Card = import('../notify/card.ts').Card;",
  ])('finds the way into another room in: %s', (text) => {
    expect(lint({ 'lib/application/operate/way.ts': `${text}\n` })).toMatch(/operate may not enter (application\/)?notify/);
  });

  it.each(['lib/domain/clock.ts', 'lib/application/clock.ts', 'lib/adapters/graph/clock.ts', 'lib/http/clock.ts'])(
    'refuses a clock and the environment in %s',
    (file) => {
      const text = 'export const now = Date.now();\nexport const then = new Date();\nexport const home = process.env.HOME;\n';
      const said = lint({ [file]: text });
      expect(said.match(/take the time as an argument/g)).toHaveLength(2);
      expect(said).toContain('Only lib/settings.ts reads the environment');
    },
  );

  it('refuses a cycle', () => {
    const one = "import { two } from './two.ts';\nexport const one = () => two();\n";
    const two = "import { one } from './one.ts';\nexport const two = (): unknown => one();\n";
    expect(lint({ 'lib/domain/one.ts': one, 'lib/domain/two.ts': two })).toContain('part of a cycle');
  });

  it('lets a room ask the files around it, and its own', () => {
    const text = "export const files = () => [import('../../time.ts'), import('../job-facts.ts'), import('./health.ts')];\n";
    expect(lint({ 'lib/domain/job/health/example.ts': text })).not.toContain('may not enter');
  });

  it.each([
    ['lib/domain/example.ts', './job/job-facts.ts', 'domain may not enter job'],
    ['lib/domain/tenant/example.ts', '../../log.ts', 'domain/tenant may not enter ../..'],
    ['lib/domain/notification/example.ts', '../../admin-centre.ts', 'domain/notification may not enter admin-centre'],
    ['lib/adapters/graph/shapes/example.ts', '../create-graph-reader.ts', 'adapters/graph/shapes may not enter ..'],
    ['lib/adapters/tables/stores/example.ts', '../../graph/read-jobs.ts', 'adapters/tables/stores may not enter graph'],
    ['lib/adapters/tables/example.ts', '../../application/poll/plan-polls.ts', 'adapters/tables may not enter application/poll'],
    ['lib/http/operations/example.ts', '../../application/notify/send-card.ts', 'http/operations may not enter application/notify'],
    ['lib/application/attic/example.ts', '../tenant/find-incident.ts', 'application/attic may not enter tenant'],
    ['lib/application/poll2/example.ts', '../notify/send-card.ts', 'application/poll2 may not enter notify'],
    ['lib/application/Poll_2/deep.er/example.ts', '../../tenant/find-incident.ts', 'application/Poll_2/deep.er may not enter tenant'],
    ['lib/application/show/example.ts', '../poll2/poll-tenant.ts', 'application/show may not enter poll2'],
    ['lib/application/show/example.ts', '../tenant/../poll/poll-tenant.ts', 'application/show may not enter ../tenant/..'],
    ['lib/domain/jobs/example.ts', '../catalogue/catalogue.ts', 'domain/jobs may not enter catalogue'],
    ['lib/http2/example.ts', '../application/show/get-job.ts', 'http2 may not enter application/show'],
    ['lib/extra/example.ts', '../domain/time.ts', 'extra may not enter domain'],
    ['lib/extra/example.ts', '../log.ts', 'extra may not enter ..'],
    ['lib/extra/deep/example.ts', '../other.ts', 'extra/deep may not enter ..'],
    ['lib/http/example.ts', '../compose/foundation.ts', 'http may not enter compose'],
    ['lib/http/operations/example.ts', '../../extra/example.ts', 'http/operations may not enter extra'],
  ])('refuses in %s the way to %s', (file, way, message) => {
    expect(lint({ [file]: `import '${way}';\n` })).toContain(message);
  });

  describe.each(Object.entries(whoMayEnter))('in %s', (floor, rooms) => {
    const names = Object.keys(rooms);
    const visitor = (room: string) => join(floor, room, 'visitor.ts');
    let said = '';

    // One visitor a room, who tries every other room of the floor, a line each.
    beforeAll(() => {
      const ways = (room: string) =>
        names.map((other) => `import '${relative(join(floor, room), join(floor, other, 'door.ts')).replace(/^(?!\.)/, './')}';\n`).join('');
      said = lint(Object.fromEntries(names.map((room) => [visitor(room), ways(room)])));
    });

    it.each(Object.entries(rooms))('lets %s enter no room but %j', (room, entered) => {
      const refused = [...said.matchAll(/(\S+):(\d+):\d+: plugin: \S+ may not enter/g)]
        .filter(([, file]) => file === visitor(room))
        .map(([, , line]) => names[Number(line) - 1]);
      expect(refused.sort()).toEqual(names.filter((other) => other !== room && !entered.includes(other)).sort());
    });
  });
});
