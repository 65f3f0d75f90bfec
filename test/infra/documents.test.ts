import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { permissions } from '../../infra/graph/permissions.ts';
import { apiRegistration, apiScopes } from '../../infra/graph/registrations.ts';
import { roles } from '../../lib/domain/access/roles.ts';
import { environmentNames } from './support/deploy-infra.ts';

const guide = readFileSync('docs/deploy.md', 'utf8');
const configuration = readFileSync('docs/configuration.md', 'utf8');
const azure = readFileSync('azure.yaml', 'utf8');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('docs/deploy.md', () => {
  it('names everything that can be set for a deployment, and nothing that cannot', () => {
    const own = environmentNames().filter((name) => name.startsWith('SYNC_'));
    expect(own.filter((name) => !guide.includes(`| \`${name}\` |`))).toEqual([]);
    const told = [...guide.matchAll(/^\| `(SYNC_\w+)` \|/gm)].map(([, name]) => name ?? '');
    expect(told.filter((name) => !own.includes(name))).toEqual(['SYNC_OPTIONAL_PERMISSIONS']);
  });

  it('leaves to docs/configuration.md what is a setting of the app', () => {
    const settings = environmentNames().filter((name) => !/^(SYNC|AZURE)_/.test(name));
    expect(settings.filter((name) => !configuration.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every permission that is granted', () => {
    const names = Object.values(permissions).flatMap(({ required, optional }) =>
      [...required, ...optional].flatMap((each) => [each.value, ...(each.else ?? [])]),
    );
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('shows the profiles as they are', () => {
    const profiles: Record<string, Record<string, number>> = JSON.parse(readFileSync('infra/profiles.json', 'utf8'));
    const row = (title: string) => new RegExp(`^\\| ${title} \\| (.*) \\|$`, 'm').exec(guide)?.[1]?.split(' | ');
    const column = (name: string) => Object.values(profiles).map((profile) => profile[name] ?? 0);
    expect(row('Profile')).toEqual(Object.keys(profiles).map((name) => `\`${name}\``));
    expect(row('memory of an instance')).toEqual(column('instanceMemoryMB').map((size) => `${size.toLocaleString('en')} MB`));
    expect(row('instances kept ready')).toEqual(column('alwaysReadyInstances').map(String));
    expect(row('availability test every')).toEqual(column('availabilityFrequencySeconds').map((seconds) => `${seconds / 60} min`));
  });

  it('never calls the check of the files compiling', () => {
    expect(guide).not.toMatch(/compil/i);
  });

  it('runs only scripts that exist', () => {
    const named = [...`${guide}${azure}${readFileSync('docs/operations.md', 'utf8')}`.matchAll(/npm run (?:--silent )?([\w:]+)/g)];
    expect(named.map(([, name]) => name ?? '').filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('azure.yaml', () => {
  it('hands over the folder that the build leaves, and lets nothing be built in Azure', () => {
    expect(azure).toContain('dist: ./dist');
    expect(azure).toContain('remoteBuild: false');
    // With remote builds off, azd refuses one that leaves out node_modules.
    expect(existsSync('.funcignore')).toBe(false);
    expect(scripts.build).toBe('node build.mjs');
  });

  it('says the same on every system', () => {
    const run = [...azure.matchAll(/run: (.*)/g)].map(([, command]) => command);
    expect(run).toHaveLength(6);
    for (let index = 0; index < run.length; index += 2) expect(run[index + 1]).toBe(run[index]);
  });
});

describe('the registration of the API', () => {
  it('has a role for each that the service knows, and the two scopes', () => {
    const { appRoles } = apiRegistration({ name: 'prod', hasForeignCallers: false, trusted: [], before: undefined });
    expect(appRoles).toMatchObject(roles.map((role) => ({ value: `Sync.${role}` })));
    expect(apiScopes.map(({ value }) => value)).toEqual(['Sync.Access', 'Sync.Read']);
    const source = readFileSync('lib/domain/access/role-of-token.ts', 'utf8');
    for (const name of ['Sync.Access', 'Sync.Read', ...roles.map((role) => `Sync.${role}`)]) expect(source).toContain(`'${name}'`);
  });
});
