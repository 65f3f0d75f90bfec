import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnHost } from '../../dev/host/support.ts';
import { buildBundle } from './host-world.ts';

let bundle: ReturnType<typeof buildBundle>;

beforeAll(() => {
  bundle = buildBundle();
});

afterAll(() => bundle?.remove());

describe('F38: settings that are invalid at the start', () => {
  it('refuse it: the host ends with code 1, names every fault at once and repeats no value', async () => {
    const marker = 'a-value-that-may-be-secret';
    const host = spawnHost(bundle.folder, {
      POLL_INTERVAL_SECONDS: '7',
      TENANT_IDS: `contoso.example,${marker}`,
      GRAPH_BASE_URL: `http://graph.example/${marker}`,
      LOGIN_BASE_URL: 'https://login.example',
      GRAPH_CREDENTIAL: 'client-secret',
      GRAPH_READER_CLIENT_ID: marker,
      GRAPH_READER_CLIENT_SECRET: '',
      LEASE_SECONDS: '5',
      AUTH_MODE: 'none',
      AZURE_FUNCTIONS_ENVIRONMENT: 'Production',
    });
    expect(await host.exit()).toBe(1);

    const output = host.output();
    const named = [
      'AzureWebJobsStorage',
      'POLL_INTERVAL_SECONDS',
      'TENANT_IDS',
      'GRAPH_BASE_URL',
      'LOGIN_BASE_URL',
      'GRAPH_READER_CLIENT_ID',
      'GRAPH_READER_CLIENT_SECRET',
      'LEASE_SECONDS',
      'AUTH_MODE',
    ];
    // The app prints them before it throws, since a worker of the platform forwards nothing else; the local host prints them again.
    const lines = [...new Set(output.split('\n'))];
    for (const name of named) expect(lines.filter((line) => line.startsWith(`  - ${name}: `))).toHaveLength(1);
    expect(output).toContain(`${named.length} fault(s)`);
    expect(output).not.toContain(marker);
    expect(output).not.toContain('HOST READY');
  });
});
