import type { JobListItem } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';

/** A job as the list tells it. */
export type JobRow = JobListItem;

/** The page of a job: of its incident while it has one, for there it can be taken on. */
export function pageOf({ tenantId, servicePrincipalId, jobId, incidentId }: JobRow): string {
  return incidentId === undefined ? linkTo('job', { tenantId, servicePrincipalId, jobId }) : linkTo('incident', { incidentId });
}

/** Whether somebody has to do something about it; who is healthy needs nobody. */
export function isCalm({ health }: JobRow): boolean {
  return health === 'healthy';
}
