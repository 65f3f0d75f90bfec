import { UpstreamError, type UpstreamEvidence } from '../../domain/errors.ts';
import { judgeByRoles, type NeededPermission, neededPermissions, type PermissionStatus } from '../../domain/tenant/registry/permissions.ts';
import type { Ports } from '../ports/ports.ts';
import type { TenantProbe } from '../ports/tenant-probe.ts';

/** How an application got its token, or why it got none. */
export type Credential = { ok: true; roles: readonly string[] | undefined } | { ok: false; failure: UpstreamEvidence };

export interface AskedPermission {
  permission: NeededPermission;
  status: PermissionStatus;
}

interface AskedTenant {
  reader: Credential;
  operator?: Credential;
  permissions: AskedPermission[];
  /** By an answer that told us to stay away; milliseconds. */
  quietForInMs?: number;
}

interface AskOptions {
  /** Milliseconds since the epoch: what is not asked by then stays unknown. */
  deadlineAt: number;
  keepLease(): Promise<void>;
}

/**
 * Which permissions are there: by the roles of new tokens, and where those do not say so by one cheap request each. The first answer that
 * tells us to stay away is the last request.
 */
export async function askPermissions(
  { probe, clock }: Pick<Ports, 'clock'> & { probe: TenantProbe },
  tenantId: string,
  options: AskOptions,
): Promise<AskedTenant> {
  const reader = await credentialOf(() => probe.readerRoles(tenantId));
  const { operatorRoles } = probe;
  const operator = operatorRoles && (await credentialOf(() => operatorRoles(tenantId)));
  const asked: AskedTenant = { reader, ...(operator && { operator }), permissions: [] };
  for (const permission of neededPermissions) {
    const credential = permission.identity === 'reader' ? reader : operator;
    if (credential === undefined) continue;
    const claimed = judgeByCredential(permission, credential);
    const mayAsk = credential.ok && asked.quietForInMs === undefined && clock.now() < options.deadlineAt;
    if (claimed === 'granted' || !mayAsk || permission.question === undefined) {
      asked.permissions.push({ permission, status: claimed });
      continue;
    }
    await options.keepLease();
    const { status, quietForInMs } = await ask(() => probe.ask(tenantId, permission.question ?? 'jobs'), claimed);
    asked.permissions.push({ permission, status });
    if (quietForInMs !== undefined) asked.quietForInMs = quietForInMs;
  }
  return asked;
}

async function credentialOf(readRoles: () => Promise<readonly string[] | undefined>): Promise<Credential> {
  try {
    return { ok: true, roles: await readRoles() };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { ok: false, failure: error.evidence };
  }
}

// Where the tenant does not know the application nothing can be granted to it; what else keeps a token away says nothing of that.
function judgeByCredential(permission: NeededPermission, credential: Credential): PermissionStatus {
  if (credential.ok) return judgeByRoles(permission, credential.roles);
  return credential.failure.reason === 'consentMissing' ? 'missing' : 'unknown';
}

async function ask(request: () => Promise<void>, claimed: PermissionStatus): Promise<{ status: PermissionStatus; quietForInMs?: number }> {
  try {
    await request();
    return { status: 'granted' };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { reason, retryAfterInMs, limit } = error.evidence;
    // A limit that we keep ourselves is no word of Graph's, and binds nobody else.
    const quiet = limit === undefined ? (retryAfterInMs ?? (reason === 'throttled' ? 0 : undefined)) : undefined;
    return { status: reason === 'consentMissing' ? 'missing' : claimed, ...(quiet !== undefined && { quietForInMs: quiet }) };
  }
}
