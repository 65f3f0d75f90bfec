import type { FleetStatus } from '../../../client/client.d.ts';
import { findsIn } from './jobs/find-words.ts';

export type Unreadable = FleetStatus['tenants']['unreadable'][number];

/** More lines than these would push the jobs down. */
const mostShown = 5;

/** What a tenant cannot be read for, as Graph or the token authority named it, else in our word. */
export function faultOf({ code, reason }: Unreadable): string {
  return code ?? reason;
}

/**
 * The tenants that cannot be read and that a search finds, a line each: one by one as long as they are few, else together by what they
 * cannot be read for, the most first. `others` is how many of all stand in none of the lines.
 */
export function unreadableShown(tenants: readonly Unreadable[], text: string): { lines: Unreadable[][]; others: number } {
  const finds = findsIn(text);
  const found = tenants.filter((tenant) =>
    finds([tenant.displayName, tenant.tenantId, tenant.explanation?.title, tenant.reason, tenant.code].join('\n')),
  );
  const mark = (tenant: Unreadable) =>
    found.length > mostShown ? `${faultOf(tenant)}\n${tenant.explanation?.whoMustAct}` : tenant.tenantId;
  const lines = [...Map.groupBy(found, mark).values()].toSorted((one, other) => other.length - one.length).slice(0, mostShown);
  return { lines, others: tenants.length - lines.flat().length };
}
