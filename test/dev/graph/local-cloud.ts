import { type Authority, startAuthority } from '../../../dev/authority/start-authority.ts';
import { createDemoWorld } from '../../../dev/graph/demo/demo-fleet.ts';
import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import type { JobDocument, World } from '../../../dev/graph/model/model.ts';
import { createSharedState, type SharedState } from '../../../dev/graph/server/shared-state.ts';
import { type GraphSimulator, startGraphSimulator } from '../../../dev/graph/start-graph-simulator.ts';
import { signGraphToken } from '../../../dev/graph/tokens/graph-token.ts';
import { clients } from '../../../dev/graph/world/clients.ts';

export interface LocalCloud {
  world: World;
  shared: SharedState;
  graph: GraphSimulator;
  authority: Authority;
  clock: { now: number };
  token(tenantId: string, clientId?: string): Promise<string>;
  call(
    tenantId: string,
    path: string,
    init?: { method?: string; body?: unknown; clientId?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  fault(...rules: FaultRuleInput[]): void;
  close(): Promise<void>;
}

export const start = Date.parse('2026-03-02T08:00:00Z');

/** Simulator and authority with a clock that stands still until it is moved. */
export async function startLocalCloud(make: (now: () => number) => World = (now) => createDemoWorld({ now })): Promise<LocalCloud> {
  const clock = { now: start };
  const world = make(() => clock.now);
  const shared = await createSharedState(world);
  const graph = await startGraphSimulator({ port: 0, world, shared });
  const authority = await startAuthority({ port: 0, world, shared });
  const token = (tenantId: string, clientId: string = clients.readerClientId) =>
    signGraphToken(shared.keys, { tenantId, clientId, roles: world.tenants.get(tenantId)?.grants[clientId] ?? [] }, clock.now);
  return {
    world,
    shared,
    graph,
    authority,
    clock,
    token,
    call: async (tenantId, path, init = {}) =>
      fetch(`${graph.url}${path}`, {
        method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
        headers: { authorization: `Bearer ${await token(tenantId, init.clientId)}`, 'content-type': 'application/json', ...init.headers },
        ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      }),
    fault: (...rules) => shared.faults.add(rules),
    close: async () => {
      await Promise.all([graph.close(), authority.close()]);
    },
  };
}

/** Id of a demo service principal, by name. */
export function idOf(world: World, tenantId: string, displayName: string): string {
  const found = [...(world.tenants.get(tenantId)?.servicePrincipals.values() ?? [])].find((each) => each.displayName === displayName);
  if (!found) throw new Error(`no service principal ${displayName}`);
  return found.id;
}

export async function jobsOf(cloud: LocalCloud, tenantId: string, displayName: string): Promise<JobDocument[]> {
  const answer = await cloud.call(tenantId, `/v1.0/servicePrincipals/${idOf(cloud.world, tenantId, displayName)}/synchronization/jobs`);
  const { value } = (await answer.json()) as { value: JobDocument[] };
  return value;
}

export async function firstJob(cloud: LocalCloud, tenantId: string, displayName: string): Promise<JobDocument> {
  const [job] = await jobsOf(cloud, tenantId, displayName);
  if (!job) throw new Error('no job');
  return job;
}

/** One of the five actions with the operator's token. */
export async function act(cloud: LocalCloud, tenantId: string, displayName: string, action: string, body?: unknown): Promise<Response> {
  const { id } = await firstJob(cloud, tenantId, displayName);
  const path = `/v1.0/servicePrincipals/${idOf(cloud.world, tenantId, displayName)}/synchronization/jobs/${id}/${action}`;
  return cloud.call(tenantId, path, { method: 'POST', body: body ?? {}, clientId: clients.operatorClientId });
}
