import { createDirectory } from '../../../infra/graph/directory.ts';
import { cloudOf, type Setup } from '../../../infra/graph/setup.ts';
import { type FakeDirectory, startFakeDirectory } from './fake-directory.ts';

export const homeTenantId = 'c0ffee00-1111-4222-8333-444455556666';
export const otherTenantId = 'deadbeef-1111-4222-8333-444455556666';

export interface SetupWorld extends AsyncDisposable {
  fake: FakeDirectory;
  setup: Setup;
  told: string[];
  kept: Record<string, string>;
  waitsInMs: number[];
}

/** A person at a fresh environment of azd, and the directory they sign in to. */
export async function startSetupWorld(given: Record<string, string> = {}, roles?: readonly string[]): Promise<SetupWorld> {
  const fake = await startFakeDirectory(roles);
  const [told, waitsInMs]: [string[], number[]] = [[], []];
  const kept: Record<string, string> = {};
  const environment: Record<string, string> = { AZURE_ENV_NAME: 'prod', AZURE_TENANT_ID: homeTenantId, ...given };
  const wait = async (delayInMs: number) => void waitsInMs.push(delayInMs);
  const directory = createDirectory({ baseUrl: fake.baseUrl, getToken: async () => 'token', wait });
  const keep = async (name: string, value: string) => {
    kept[name] = value;
    environment[name] = value;
  };
  const setup = { cloud: cloudOf(environment), environment, directory, tell: (line: string) => void told.push(line), keep };
  return { fake, setup, told, kept, waitsInMs, [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose]() };
}
