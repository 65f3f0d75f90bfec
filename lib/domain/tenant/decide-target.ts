import { isGone, type TargetRead } from '../job/job-read.ts';
import type { Target } from '../job/record/job-record.ts';
import type { ServicePrincipal } from '../job/synchronization-job.ts';
import { defined } from '../optional.ts';
import { isoOf } from '../time.ts';
import type { Known } from './known-tenant.ts';
import type { StateWrite } from './state-write.ts';

/** A service principal that was found, as a target from now on. */
export function newTarget(tenantId: string, { id, displayName, appId, applicationTemplateId }: ServicePrincipal, now: number): Target {
  const given = defined({ appId, applicationTemplateId });
  return { v: 1, tenantId, servicePrincipalId: id, displayName, ...given, discoveredAt: isoOf(now) };
}

/**
 * The removal of a target that is gone and whose jobs were removed before: it is not asked again. One that this very pass has found is
 * not stored yet.
 */
export function removeGoneTarget(target: Known<Target> | undefined, read: TargetRead, hasJobs: boolean): StateWrite[] {
  if (target?.etag === undefined || hasJobs || !isGone(read)) return [];
  return [{ type: 'targetRemoved', servicePrincipalId: read.servicePrincipalId, etag: target.etag }];
}
