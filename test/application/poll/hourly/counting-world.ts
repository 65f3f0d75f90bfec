import type { LoggedCause } from '../../../../dev/graph/model/model.ts';
import { countFailingObjects } from '../../../../lib/application/poll/hourly/count-failing-objects.ts';
import { type FailingCount, failingCountsOf } from '../../../../lib/domain/job/health/failing-counts.ts';
import { minuteInMs, startTenantWorld, type TenantWorld, type TenantWorldOptions } from '../../../support/worlds/tenant-world.ts';

/** Graph writes people into every line of the log. */
const person = { namePrefix: 'Ada Lovelace', reason: "Ada Lovelace <ada.lovelace@contoso.example>: property 'mobile' of resource 'User'." };
export const traces = ['Ada', 'Lovelace', 'ada.lovelace', '@contoso', 'mobile'];

export function failing(code: string, rows: number, more: Partial<LoggedCause> = {}): LoggedCause {
  return { code, rows, step: 'export', sinceHoursAgo: 20, ...person, ...more };
}

/** A tenant whose only hourly reader counts; of each of its jobs this stands in the log. */
export async function countingWorld(logged: readonly (readonly LoggedCause[])[], options: TenantWorldOptions = {}): Promise<TenantWorld> {
  const cloud = await startTenantWorld({
    servicePrincipalsPerTenant: logged.length,
    interval: 'PT40M',
    special: () => ({ escrows: 40 }),
    ...options,
  });
  const { ports, provisioningLog } = cloud;
  ports.hourlyReaders = [countFailingObjects({ ...ports, provisioningLog })];
  for (const [index, own] of logged.entries()) cloud.patch(cloud.jobAt(index).key, { logged: [...own] });
  // The first cycle ends, and shows what fails.
  cloud.clock.advance(45 * minuteInMs);
  return cloud;
}

/** What was asked of the logs since `forget`. */
export function reports(cloud: TenantWorld): ReturnType<TenantWorld['asked']> {
  return cloud.asked().filter(({ path }) => path.includes('/auditLogs/'));
}

export async function countsOf(cloud: TenantWorld, index = 0): Promise<FailingCount[]> {
  return failingCountsOf((await cloud.ports.state.getJob(cloud.jobAt(index).key))?.value.failing);
}

/** The most requests in any ten seconds, from what Graph received. */
export function mostInTenSeconds(cloud: TenantWorld): number {
  const times = reports(cloud).map(({ at }) => Date.parse(at));
  return Math.max(0, ...times.map((begin) => times.filter((time) => time >= begin && time < begin + 10_000).length));
}
