import { createWriteStream } from 'node:fs';
import { relative } from 'node:path';
import { cloudSigns } from '../../lib/settings.ts';
import { announce } from './announce.ts';
import type { StartArguments } from './arguments.ts';
import { type Child, runToEnd, startChild } from './child-process.ts';
import { type Demo, startDemo } from './demo.ts';
import { portsFrom, requireFreePorts, type WorldPorts } from './ports.ts';
import { readSettingsFile } from './settings-file.ts';
import { emptyStateFolder } from './state-folder.ts';
import { azuriteArguments, developmentConnectionString } from './storage.ts';

type Print = (line: string) => void;
type Keep = (stop: () => Promise<void>) => void;

interface World {
  /** Starts every part, prints READY, and answers only when a part has died: with a sentence that says which. */
  run(options: StartArguments): Promise<string>;
  /** Ends every part; nothing is left behind. */
  stop(): Promise<void>;
}

/** The local world of `npm start`: the bundle that ships in a Functions host, with storage and, in the demo, Graph and its authority. */
export function createWorld(print: Print): World {
  const stops: (() => Promise<void>)[] = [];
  return {
    run: (options) => run(options, (stop) => stops.push(stop), print),
    stop: async () => {
      await Promise.allSettled(stops.splice(0).map((stop) => stop()));
    },
  };
}

async function run(options: StartArguments, keep: Keep, print: Print): Promise<string> {
  const startedAt = performance.now();
  const progress = (what: string) => print(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${what}`);
  const ports = portsFrom(options.port);
  const values = options.settingsFile === undefined ? undefined : readSettingsFile(options.settingsFile);
  const needsAzurite = values === undefined || values.AzureWebJobsStorage === 'UseDevelopmentStorage=true';
  await requireFreePorts(portsToStart(ports, values === undefined, needsAzurite));
  const folder = await emptyStateFolder(options);

  progress('Building the bundle that ships');
  await runToEnd(
    startChild({
      name: 'The build',
      script: 'build.mjs',
      args: [`${folder}/dist`, '--maps', '--kept'],
      env: process.env,
      readySign: ' built:',
      onLine: print,
    }),
    keep,
  );
  const storage = developmentConnectionString(ports);
  const died: Promise<string>[] = [];
  if (needsAzurite) {
    progress(`Starting storage (Azurite): queues ${ports.queues}, tables ${ports.tables}, blobs ${ports.blobs}`);
    died.push((await startAzurite(ports, `${folder}/azurite`, keep)).died);
  }
  const demo = values === undefined ? await startDemoParts(ports, folder, options, keep, progress) : undefined;
  const ownValues = demo?.settings(storage, process.env) ?? { ...values, ...(needsAzurite ? { AzureWebJobsStorage: storage } : {}) };
  const settings = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...ownValues };
  progress(`Starting the Functions host on port ${ports.api}; its log: ${relative(process.cwd(), folder)}/host.log`);
  died.push((await startHost(ports, folder, settings, keep, print)).died);
  await Promise.race([announce({ ports, settings, demo, hasTables: needsAzurite }, progress, print), ...died.map(rejectWhen)]);
  return Promise.race(died);
}

async function rejectWhen(death: Promise<string>): Promise<never> {
  throw new Error(await death);
}

function portsToStart(ports: WorldPorts, isDemo: boolean, needsAzurite: boolean): Partial<WorldPorts> {
  const { api, graph, authority, teams, queues, tables, blobs } = ports;
  return { api, ...(isDemo ? { graph, authority, teams } : {}), ...(needsAzurite ? { queues, tables, blobs } : {}) };
}

async function startDemoParts(ports: WorldPorts, folder: string, options: StartArguments, keep: Keep, progress: Print): Promise<Demo> {
  progress(
    `Starting the Graph simulator, the token authority and the Teams sink on ports ${ports.graph}, ${ports.authority} and ${ports.teams}`,
  );
  const demo = await startDemo(ports, folder, options);
  keep(demo.close);
  return demo;
}

async function startAzurite(ports: WorldPorts, location: string, keep: Keep): Promise<Child> {
  const child = startChild({
    name: 'Azurite',
    script: 'dev/start/azurite-process.ts',
    args: azuriteArguments(ports, location),
    env: process.env,
    readySign: 'Table service is successfully listening',
    onLine: () => undefined,
  });
  keep(child.stop);
  await child.ready;
  return child;
}

// A developer's machine may itself be a container: what its platform says of itself is not said of the app. A proxy must not catch loopback.
function machineEnvironment(): NodeJS.ProcessEnv {
  const withheld: readonly string[] = [...cloudSigns, 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER'];
  const kept = Object.entries(process.env).filter(([name]) => !withheld.includes(name));
  return { ...Object.fromEntries(kept), NO_PROXY: '127.0.0.1,localhost' };
}

// As the host writes them: `[function] level: text`. Everything else is in the file.
const needsAttention = /^\[[^\]]+\] (warning|error|critical): /;

async function startHost(ports: WorldPorts, folder: string, settings: Record<string, string>, keep: Keep, print: Print): Promise<Child> {
  const file = createWriteStream(`${folder}/host.log`);
  const child = startChild({
    name: 'The Functions host',
    script: 'dev/host/main.ts',
    args: ['--dist', `${folder}/dist`, '--port', String(ports.api)],
    env: { ...machineEnvironment(), ...settings },
    readySign: 'HOST READY',
    onLine: (line) => {
      file.write(`${line}\n`);
      if (needsAttention.test(line)) print(`  ${line}`);
    },
  });
  keep(child.stop);
  await child.ready;
  return child;
}
