import { actors, type WhoMustAct } from '../../../domain/catalogue/catalogue-entry.ts';
import { type Health, healthStates } from '../../../domain/job/health/health.ts';
import { type JobKind, jobKinds } from '../../../domain/job/kind/job-kind.ts';
import { type JobState, statusCodes } from '../../../domain/job/synchronization-job.ts';
import type { FirstDisable, JobTally } from '../../../domain/tenant/job-tally.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import { type FleetRow, tenantNameOf } from '../../../domain/tenant/tenant.ts';

/** The jobs of some tenants in numbers. */
export interface JobNumbers {
  total: number;
  byState: Record<JobState, number>;
  byHealth: Record<Health, number>;
  byKind: Record<JobKind, number>;
  /** Of the jobs that are not healthy. */
  byWhoMustAct: Record<WhoMustAct, number>;
  nearQuarantine: number;
  /** Switched off by Microsoft. */
  disabled: number;
  firstDisable?: FirstDisable & Pick<FleetRow, 'tenantId'> & { tenantName: string };
}

/** Adds up what is known of each tenant; `tallies` in the same order. */
export function countJobs(tenants: readonly TenantDescription[], tallies: readonly JobTally[]): JobNumbers {
  const counts = tenants.map((tenant) => tenant.counts);
  const firstDisable = firstOf(tenants, tallies);
  return {
    total: counts.reduce((sum, { jobs }) => sum + jobs, 0),
    byState: fold(
      [...statusCodes, 'Unknown'] as const,
      counts.map(({ byState }) => byState),
    ),
    byHealth: fold(
      healthStates,
      counts.map(({ byHealth }) => byHealth),
    ),
    byKind: fold(
      jobKinds,
      tallies.map(({ byKind }) => byKind),
    ),
    byWhoMustAct: fold(
      actors,
      tallies.map(({ byWhoMustAct }) => byWhoMustAct),
    ),
    nearQuarantine: tallies.reduce((sum, { nearQuarantine }) => sum + nearQuarantine, 0),
    disabled: tallies.reduce((sum, { disabled = 0 }) => sum + disabled, 0),
    ...(firstDisable && { firstDisable }),
  };
}

// Of two at the same moment the one that comes first by key.
function firstOf(tenants: readonly TenantDescription[], tallies: readonly JobTally[]): JobNumbers['firstDisable'] {
  const named = tallies.flatMap(({ firstDisable }, at) => {
    const row = tenants[at]?.row;
    return firstDisable === undefined || row === undefined
      ? []
      : [{ ...firstDisable, tenantId: row.tenantId, tenantName: tenantNameOf(row) }];
  });
  return named.reduce<JobNumbers['firstDisable']>((first, each) => (first === undefined || each.at < first.at ? each : first), undefined);
}

/** The sum of each of these names, 0 where none has it. */
export function fold<Name extends string>(names: readonly Name[], parts: readonly Partial<Record<Name, number>>[]): Record<Name, number> {
  const sums = names.map((name) => [name, parts.reduce((sum, part) => sum + (part[name] ?? 0), 0)] as const);
  return Object.fromEntries(sums) as Record<Name, number>;
}
