import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { AzureCliCredential, AzureDeveloperCliCredential, ChainedTokenCredential } from '@azure/identity';
import { adminCommand } from './admin-command.ts';
import { createDirectory, type Directory, type DirectoryRequest, isForbidden } from './directory.ts';

interface Cloud {
  graph: string;
  login: string;
  tokenExchangeAudience: string;
  resourceManager: string;
  logs: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the scripts of the deployment share: the place, what is known of it, and what is told. */
export interface Setup {
  cloud: Cloud;
  environment: Environment;
  directory: Directory;
  tell(line: string): void;
  /** Keeps a value in the environment of azd, where the next step finds it. */
  keep(name: string, value: string): Promise<void>;
}

export function cloudOf({ SYNC_CLOUD }: Environment): Cloud {
  const clouds: Record<string, Cloud> = JSON.parse(readFileSync(new URL('../clouds.json', import.meta.url), 'utf8'));
  const cloud = clouds[SYNC_CLOUD || 'public'];
  if (!cloud) throw new Error(`SYNC_CLOUD: give ${Object.keys(clouds).join(', ')}`);
  return cloud;
}

/** Signed in as who is signed in to azd, else to the Azure CLI. */
export function tokenSource(origin: string, tenantId: string | undefined): () => Promise<string> {
  const options = { processTimeoutInMs: 60_000, ...(tenantId !== undefined && { tenantId }) };
  const credential = new ChainedTokenCredential(new AzureDeveloperCliCredential(options), new AzureCliCredential(options));
  return async () => {
    try {
      return (await credential.getToken(`${origin}/.default`)).token;
    } catch (error) {
      throw new Error(`Nobody is signed in who could ask ${origin}: run azd auth login, or az login`, { cause: error });
    }
  };
}

export function openSetup(environment: Environment): Setup {
  const cloud = cloudOf(environment);
  return {
    cloud,
    environment,
    directory: createDirectory({ baseUrl: cloud.graph, getToken: tokenSource(cloud.graph, environment.AZURE_TENANT_ID) }),
    tell: (line) => console.log(line),
    keep: async (name, value) => {
      console.log(`  ${name}=${value}`);
      if (environment.AZURE_ENV_NAME) await promisify(execFile)('azd', ['env', 'set', name, value], { env: { ...environment } });
    },
  };
}

/** Runs a script to its end; a fault is one sentence and an exit code, not a trace. */
export async function runScript(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

export interface Steps {
  /** Runs a step; undefined where whoever runs it may not. */
  attempt<Result>(run: () => Promise<Result>): Promise<Result | undefined>;
  /** Tells what somebody else has to do, and how; true when nothing is left. */
  close(who: string, again: string): boolean;
}

/** Steps that may be forbidden to who takes them: each refusal is kept as the command for somebody who may. */
export function createSteps({ cloud, tell }: Pick<Setup, 'cloud' | 'tell'>): Steps {
  const refused: DirectoryRequest[] = [];
  return {
    async attempt(run) {
      try {
        return await run();
      } catch (error) {
        if (!isForbidden(error)) throw error;
        refused.push(error.request);
        return undefined;
      }
    },
    close(who, again) {
      if (refused.length === 0) return true;
      const writes = refused.filter(({ method }) => method !== 'GET');
      tell(`You may not do all of this. ${who} can, in bash or Azure Cloud Shell:`);
      for (const request of writes) tell(`  ${adminCommand(cloud.graph, request)}`);
      tell(`${writes.length > 0 ? 'or' : ' '} run again, signed in as such:  ${again}`);
      return false;
    },
  };
}
