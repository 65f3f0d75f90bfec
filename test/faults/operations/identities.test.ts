import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { freePorts, type RunningWorld, startWorld, until } from '../../support/worlds/start-world.ts';

interface JobItem {
  state: string;
  errorCode?: string;
  links: { self: string };
}

const operatorIds = [clients.operatorClientId, clients.operatorIdentityClientId];

describe('the two identities of the running product', () => {
  let world: RunningWorld;

  beforeAll(async () => {
    world = await startWorld(['--port', String(await freePorts(27_071))]);
  }, 90_000);

  afterAll(async () => {
    await world?.stop();
  });

  async function read<Body>(url: string): Promise<Body> {
    return (await (await fetch(url)).json()) as Body;
  }

  async function requestsOfOperator(): Promise<LogEntry[]> {
    const log = await read<LogEntry[]>(`${world.urls.graph}/_log`);
    return log.filter((entry) => operatorIds.some((id) => JSON.stringify(entry).includes(id)));
  }

  it('polls without ever asking for a token of the operator, and acts with nothing else', async () => {
    expect(await requestsOfOperator()).toEqual([]);
    const { value } = await read<{ value: JobItem[] }>(`${world.urls.api}/jobs?state=Quarantine`);
    const job = value.find(({ errorCode }) => errorCode === 'HybridIdentityServiceNoActiveAgents');
    const headers = { 'idempotency-key': 'wish', 'content-type': 'application/json' };
    const accepted = await fetch(`${job?.links.self}/clearQuarantine`, { method: 'POST', headers, body: '{}' });
    expect(accepted.status).toBe(202);
    const location = accepted.headers.get('operation-location') ?? '';
    const statusOf = async () => (await read<{ status: string }>(location)).status;
    await until(async () => !['NotStarted', 'Running'].includes(await statusOf()), 'the operation ends');
    expect(await statusOf()).toBe('Succeeded');

    const asked = await requestsOfOperator();
    expect(asked.filter(({ service }) => service === 'authority').length).toBeGreaterThan(0);
    const atGraph = asked.filter(({ service }) => service === 'graph');
    expect(atGraph.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(atGraph.at(-1)?.body).toEqual({ criteria: { resetScope: 'QuarantineState' } });
  }, 60_000);
});
