import type { Health, JobGroup } from '../../../../client/client.d.ts';
import type { JobRow } from './job-row.ts';

interface GroupName {
  key?: string | undefined;
  whoMustAct?: JobGroup['whoMustAct'] | undefined;
  health: Health;
}

/** Names a group. The same code may be for different people to mend: a group each; so are the jobs of which nothing is said, well or not. */
export function keyOf({ key, whoMustAct, health }: GroupName): string {
  return [key ?? (health === 'healthy' ? 'none' : 'unexplained'), whoMustAct].filter(Boolean).join('~');
}

/** Whether a job is one of a group: each is in exactly one, as the service puts them together. */
export function isInGroup({ tenantId, explanation, health }: JobRow, group: JobGroup, by: 'cause' | 'tenant'): boolean {
  return keyOf(group) === (by === 'tenant' ? tenantId : keyOf({ key: explanation?.code, whoMustAct: explanation?.whoMustAct, health }));
}
