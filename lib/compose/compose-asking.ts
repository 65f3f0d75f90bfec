import { createUserSearch } from '../adapters/graph/find-users.ts';
import { createRuleSource } from '../adapters/graph/read-rules.ts';
import type { GraphClientOptions } from '../adapters/graph/transport/send-request.ts';
import { createTokenSource } from '../adapters/identity/acquire/create-token-source.ts';
import { readTokenRoles } from '../adapters/identity/acquire/read-token-roles.ts';
import { createTenantDirectory } from '../adapters/identity/create-tenant-directory.ts';
import { type KeptRules, keepRules } from '../application/diagnose/keep-rules.ts';
import type { TenantDirectory } from '../application/ports/tenant-directory.ts';
import type { TenantProbe } from '../application/ports/tenant-probe.ts';
import type { UserSearch } from '../application/ports/user-search.ts';
import { operatorIdentity } from './connections.ts';
import type { Foundation } from './foundation.ts';
import { requestTimeoutInMs } from './pacing.ts';

export interface Asking {
  tenantDirectory: TenantDirectory;
  probe: TenantProbe;
  rules: KeptRules;
  users: UserSearch;
}

/** What administrators have asked of Microsoft while they wait. Of the operator nothing is asked but what its token says. */
export function composeAsking({
  settings,
  clock,
  log,
  readerToken: getToken,
  askPermission,
}: Pick<Foundation, 'settings' | 'clock' | 'log' | 'readerToken' | 'askPermission'>): Asking {
  const rolesBy = (getToken: GraphClientOptions['getToken']) => async (tenantId: string) =>
    readTokenRoles(await getToken(tenantId, { forceRefresh: true }));
  const identity = operatorIdentity(settings);
  const operator = identity && createTokenSource(identity, { clock, log });
  const reading = { baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log, timeoutInMs: requestTimeoutInMs(settings) };
  return {
    tenantDirectory: createTenantDirectory({ authority: settings.LOGIN_BASE_URL }),
    rules: keepRules(createRuleSource(reading), clock),
    users: createUserSearch(reading),
    probe: {
      readerRoles: rolesBy(getToken),
      ...(operator && { operatorRoles: rolesBy(operator.getToken) }),
      ask: askPermission,
    },
  };
}
