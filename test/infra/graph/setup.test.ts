import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { cloudOf, openSetup, runScript } from '../../../infra/graph/setup.ts';

const folder = mkdtempSync(join(tmpdir(), 'azd-'));

afterEach(() => {
  process.exitCode = undefined;
  rmSync(folder, { recursive: true, force: true });
});

it('what is found out is kept in the environment of azd, where the deployment reads it', async () => {
  const azd = join(folder, 'azd');
  writeFileSync(azd, `#!/bin/sh\necho "$@" >> ${join(folder, 'calls')}\n`);
  chmodSync(azd, 0o755);
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  await openSetup({ AZURE_ENV_NAME: 'prod', PATH }).keep('AUTH_AUDIENCE', 'an id');
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('env set AUTH_AUDIENCE an id\n');
});

it('outside of azd it is only told', async () => {
  await expect(openSetup({}).keep('AUTH_AUDIENCE', 'an id')).resolves.toBeUndefined();
});

it('an unknown cloud is a fault that names those that are known', () => {
  expect(() => cloudOf({ SYNC_CLOUD: 'moon' })).toThrow('SYNC_CLOUD: give public, usGovernment, usGovernmentDoD, china');
});

it('a script that fails ends with a code, one that leaves something to an administrator does not', async () => {
  await runScript(async () => false);
  expect(process.exitCode).toBeUndefined();
  await runScript(async () => {
    throw new Error('nobody is signed in');
  });
  expect(process.exitCode).toBe(1);
});
