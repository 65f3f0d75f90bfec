import type { World } from '../../../dev/graph/model/model.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { createAskPermission } from '../../../lib/adapters/graph/ask-permission.ts';
import { createUserSearch } from '../../../lib/adapters/graph/find-users.ts';
import { createRuleSource } from '../../../lib/adapters/graph/read-rules.ts';
import { readTokenRoles } from '../../../lib/adapters/identity/acquire/read-token-roles.ts';
import { keepRules } from '../../../lib/application/diagnose/keep-rules.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import type { HttpDeps } from '../../../lib/http/http-deps.ts';
import type { TenantWorld } from './tenant-world.ts';

type Doors = Pick<HttpDeps, 'tenantDirectory' | 'probe' | 'provisioningLog' | 'directoryAuditLog' | 'rules' | 'users'>;

/** For tests in which nobody looks up or checks a tenant, or reads its log. */
export const closedDoors: Doors = {
  tenantDirectory: { findTenantId: async () => undefined },
  probe: { readerRoles: async () => undefined, ask: async () => undefined },
  directoryAuditLog: { read: async (_, { from }) => ({ changes: [], rows: 0, notUnderstood: 0, from, truncated: false }) },
  users: { find: async () => [] },
  rules: { read: async () => ({ rules: [], truncated: false, readAt: '2026-03-02T08:00:00.000Z' }) },
  provisioningLog: { read: async (_, { from }) => ({ rows: [], from, truncated: false, notUnderstood: 0 }) },
};

/** The tenants of a world by their domains, and what the two applications may do in them as Graph and its authority say. */
export function doorsOf(
  tenant: Pick<TenantWorld, 'world' | 'graphUrl' | 'getToken' | 'clock' | 'provisioningLog' | 'directoryAuditLog' | 'reportPace'>,
): Doors {
  const { world, graphUrl, getToken, clock, provisioningLog, directoryAuditLog, reportPace } = tenant;
  return {
    tenantDirectory: {
      findTenantId: async (domain) => [...world.tenants.values()].find((tenant) => tenant.domain === domain)?.tenantId,
    },
    provisioningLog,
    directoryAuditLog,
    users: createUserSearch({ baseUrl: graphUrl, getToken, clock }),
    rules: keepRules(createRuleSource({ baseUrl: graphUrl, getToken, clock }), clock),
    probe: {
      readerRoles: async (tenantId) => readTokenRoles(await getToken(tenantId, { forceRefresh: true })),
      operatorRoles: async (tenantId) => operatorRoles(world, tenantId),
      ask: createAskPermission({ baseUrl: graphUrl, getToken, clock }, reportPace),
    },
  };
}

function operatorRoles(world: World, tenantId: string): readonly string[] {
  const roles = world.tenants.get(tenantId)?.grants[clients.operatorClientId];
  if (roles !== undefined) return roles;
  throw new UpstreamError({ service: 'identity', operation: 'getToken', reason: 'consentMissing', code: 'AADSTS700016' });
}
