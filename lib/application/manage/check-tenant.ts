import type { Caller } from '../../domain/access/caller.ts';
import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { explainTrouble } from '../../domain/catalogue/tenant/explain-trouble.ts';
import { isGraded } from '../../domain/condition.ts';
import { ConflictError, NotFoundError } from '../../domain/errors.ts';
import { doneBy } from '../../domain/operation/audit-record.ts';
import { defined } from '../../domain/optional.ts';
import { quietTimeInMs } from '../../domain/tenant/pass/pacing.ts';
import { troubleCode } from '../../domain/tenant/pass/trouble.ts';
import { judgeTenantChange } from '../../domain/tenant/registry/judge-tenant-change.ts';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import type { FleetPatch, Ports } from '../ports/ports.ts';
import type { TenantProbe } from '../ports/tenant-probe.ts';
import { keepLease, type Lease, type LeaseOptions, releaseLease, takeLease } from '../tenant/held/tenant-lease.ts';
import { requireGraphOpen } from '../tenant/live/require-graph-open.ts';
import type { PollMessage } from '../tenant/messages/poll-message.ts';
import { isRegistered } from '../tenant/visible/require-visible-tenant.ts';
import { discoveryColumns } from './ask-for-pass.ts';
import { type AskedPermission, askPermissions, type Credential } from './ask-permissions.ts';
import { partOfTenant } from './judge-managing.ts';

type Deps = Pick<Ports, 'tenants' | 'fleet' | 'state' | 'audit' | 'clock'> & { probe: TenantProbe; loadCatalogue(): Promise<Catalogue> };

interface CheckOrder {
  tenantId: string;
  caller: Caller;
  requestId: string;
}

interface CheckedCredential {
  ok: boolean;
  code?: string;
  explanation?: Explanation;
}

export interface TenantCheck {
  /** UTC ISO. */
  checkedAt: string;
  credential: CheckedCredential;
  /** Of the application that acts, where the installation has one. */
  operatorCredential?: CheckedCredential;
  permissions: AskedPermission[];
  messages: PollMessage[];
}

/** A request of a caller must not wait for ever, whatever is slow. */
const longestInMs = 25_000;
const triesForLease = 10;
const pauseInMs = 500;

/**
 * Finds out now how we sign in to a tenant and what we may do there. It keeps to the pacing of the tenant: under its lease, so that no pass
 * asks at the same time, and never before the time that Graph named. Where all that is needed turns out to be there although the tenant
 * could not be read, a pass is asked for, and so is one where the directory synchronization is behind, so that its times are read anew.
 * @throws NotFoundError, ForbiddenError as for any change; UpstreamError `throttled` while Graph is to be left alone; ConflictError while a
 * pass is under way.
 */
export async function checkTenant(deps: Deps, { tenantId, caller, requestId }: CheckOrder, options: LeaseOptions): Promise<TenantCheck> {
  const refusal = judgeTenantChange(caller, tenantId, { adds: false });
  if (refusal === 'hidden' || !(await isRegistered(deps, tenantId))) throw new NotFoundError('The tenant');
  if (refusal === 'capped') throw partOfTenant();
  const lease = await leaseFor(deps, tenantId, options);
  const at = isoOf(lease.takenAt);
  let patch: FleetPatch = {};
  const messages: PollMessage[] = [];
  try {
    const asked = await askPermissions(deps, tenantId, {
      deadlineAt: lease.takenAt + longestInMs,
      keepLease: () => keepLease(deps, lease, options),
    });
    patch = {
      ...quietColumns(deps, lease.row, asked.quietForInMs),
      ...((await awaitsTimes(deps, tenantId, asked.reader)) && { forceRequestedAt: at }),
      ...(isMended(lease.row, asked.permissions) && discoveryColumns(lease.row, at)),
    };
    const [credential, operatorCredential] = await Promise.all([shown(deps, asked.reader), asked.operator && shown(deps, asked.operator)]);
    const missing = asked.permissions.filter(({ status }) => status === 'missing').map(({ permission }) => permission.name);
    const deed = { ...doneBy(caller, requestId), tenantId, at, action: 'checkTenant' };
    await deps.audit.add({ ...deed, parameters: { ...defined({ code: credential.code }), missing } });
    return { checkedAt: at, credential, ...defined({ operatorCredential }), permissions: asked.permissions, messages };
  } finally {
    messages.push(...(await releaseLease(deps, lease, patch)));
  }
}

async function leaseFor(deps: Deps, tenantId: string, options: LeaseOptions): Promise<Lease> {
  for (let attempt = 1; attempt <= triesForLease; attempt += 1) {
    requireGraphOpen((await deps.fleet.get(tenantId))?.value ?? {}, 'checkTenant', deps.clock.now());
    const force = isoOf(deps.clock.now());
    const answer = await takeLease(deps, { v: 1, tenantId, force, rebuild: true }, options);
    if (answer.taken) return answer.lease;
    if (answer.reason === 'noRow') throw new NotFoundError('The tenant');
    await deps.clock.sleep(pauseInMs);
  }
  throw new ConflictError('Conflict', 'A pass over the tenant is under way; try again in a few seconds.');
}

function quietColumns({ clock }: Deps, { notBefore = '' }: FleetRow, quietForInMs: number | undefined): FleetPatch {
  if (quietForInMs === undefined) return {};
  const until = isoOf(clock.now() + quietTimeInMs(quietForInMs));
  return { graphNotBefore: until, notBefore: until > notBefore ? until : notBefore };
}

// The rest of the permissions is a courtesy; with these the jobs can be read.
function isMended({ unreadableReason, lastCompletedAt, counts }: FleetRow, permissions: readonly AskedPermission[]): boolean {
  // Where every list was refused there seem to be no jobs.
  const isTroubled = unreadableReason !== undefined || lastCompletedAt === undefined || !counts?.jobs;
  const needed = permissions.filter(({ permission }) => permission.identity === 'reader' && permission.isOptional !== true);
  return isTroubled && needed.every(({ status }) => status === 'granted');
}

async function awaitsTimes({ state }: Deps, tenantId: string, reader: Credential): Promise<boolean> {
  return reader.ok && (await state.listOpenIncidents(tenantId)).some(({ condition }) => isGraded(condition));
}

async function shown({ loadCatalogue }: Deps, credential: Credential): Promise<CheckedCredential> {
  if (credential.ok) return { ok: true };
  const { reason } = credential.failure;
  const code = troubleCode(credential.failure);
  return { ok: false, code, ...defined({ explanation: explainTrouble(await loadCatalogue(), code, reason) }) };
}
