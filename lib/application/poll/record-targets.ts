import { isGone, type TargetRead } from '../../domain/job/job-read.ts';
import type { Target } from '../../domain/job/record/job-record.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import {
  decideTarget,
  endTargetIncident,
  failedTarget,
  newTarget,
  removeGoneTarget,
  renewTarget,
  type TargetTerms,
} from '../../domain/tenant/decide/decide-target.ts';
import type { Known } from '../../domain/tenant/decide/known-tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { knownJobs, rememberIncident, rememberJob, type TenantMemory } from '../tenant/held/tenant-memory.ts';
import type { Group } from './write-groups.ts';

/** The rows of a service principal that was found. One whose list could not be read at all begins with that failure. */
export function foundTarget(
  memory: TenantMemory,
  tenantId: string,
  found: ServicePrincipal,
  failed: TargetRead | undefined,
  terms: Pick<TargetTerms, 'tickId' | 'now'>,
): Group {
  const plain = newTarget(tenantId, found, terms.now);
  const value = failed === undefined || failed.ok ? plain : failedTarget(plain, failed, terms);
  memory.targets.set(value.servicePrincipalId, { value });
  return { writes: [{ type: 'target', value }], committed: () => undefined };
}

/** The targets among those found that are called otherwise by now. */
export function renewedTargets(memory: TenantMemory, found: readonly ServicePrincipal[]): Known<Target>[] {
  return found.flatMap((each) => {
    const known = memory.targets.get(each.id);
    const value = known?.etag === undefined ? undefined : renewTarget(known.value, each);
    return value === undefined ? [] : [{ value, ...defined({ etag: known?.etag }) }];
  });
}

/** Their rows and those of their jobs, which this pass has read under the old name. Whoever loses a race is renewed by the next reading. */
export async function renewedGroups(deps: Pick<Ports, 'state'>, memory: TenantMemory, renewed: readonly Known<Target>[]): Promise<Group[]> {
  const groups: Group[] = [];
  for (const { value, etag } of renewed) {
    const { tenantId, servicePrincipalId, displayName } = value;
    const remember = () => rememberTarget(memory, servicePrincipalId, value);
    groups.push({ writes: [{ type: 'target', value, ...defined({ etag }) }], committed: remember });
    for (const { summary } of knownJobs(memory, servicePrincipalId)) {
      const stored = await deps.state.getJob({ tenantId, servicePrincipalId, jobId: summary.jobId });
      if (stored === undefined || stored.value.removedAt !== undefined) continue;
      const job = { ...stored.value, displayName };
      groups.push({ writes: [{ type: 'job', value: job, etag: stored.etag }], committed: () => rememberJob(memory, { value: job }) });
    }
  }
  return groups;
}

/** What the answers say of their service principals themselves: that they fail, that they answer again, or that they are gone. */
export function targetGroups(memory: TenantMemory, reads: readonly TargetRead[], terms: () => TargetTerms): Group[] {
  // Nearly every target answers as it did before, and then there is nothing to say.
  const telling = reads.filter((read) => !read.ok || memory.targets.get(read.servicePrincipalId)?.value.failedReads !== undefined);
  return telling.map((read) => (isGone(read) ? goneTarget(memory, read, terms) : answeredTarget(memory, read, terms)));
}

function answeredTarget(memory: TenantMemory, read: TargetRead, terms: () => TargetTerms): Group {
  const { servicePrincipalId } = read;
  const isListed = read.ok && read.jobs.length + read.malformed.length > 0;
  const decided = decideTarget(memory, read, isListed || hasJobs(memory, servicePrincipalId), terms());
  return {
    writes: decided?.writes ?? [],
    again: () => answeredTarget(memory, read, terms),
    committed: () => {
      if (decided === undefined) return;
      rememberTarget(memory, servicePrincipalId, decided.target);
      for (const value of decided.incidents) rememberIncident(memory, { value });
    },
  };
}

function goneTarget(memory: TenantMemory, read: TargetRead, terms: () => TargetTerms): Group {
  const { servicePrincipalId } = read;
  const known = memory.targets.get(servicePrincipalId);
  const removal = removeGoneTarget(known, read, hasJobs(memory, servicePrincipalId));
  const ending = known === undefined || removal.length === 0 ? { writes: [] } : endTargetIncident(memory, known.value, terms());
  return {
    writes: [...removal, ...ending.writes],
    again: () => goneTarget(memory, read, terms),
    committed: () => {
      rememberTarget(memory, servicePrincipalId, undefined);
      if (ending.after !== undefined) rememberIncident(memory, { value: ending.after });
    },
  };
}

function hasJobs(memory: TenantMemory, servicePrincipalId: string): boolean {
  return knownJobs(memory, servicePrincipalId).some(({ removedAt }) => removedAt === undefined);
}

function rememberTarget(memory: TenantMemory, servicePrincipalId: string, value: Target | undefined): void {
  if (value === undefined) memory.targets.delete(servicePrincipalId);
  else memory.targets.set(servicePrincipalId, { value });
}
