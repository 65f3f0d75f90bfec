import type * as z from 'zod';
import type { ToldAction } from '../../../application/operate/request/tell-actions.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import type { JobAction } from '../../schemas/job/job-action.ts';
import { jobUrl } from '../links.ts';
import { actionRequest } from './action-request.ts';

/** What can be done about a job, as its document shows it; the figure of what waits to be deleted is known only to who has just asked. */
export function jobActions(
  actions: readonly ToldAction[],
  key: JobKey,
  baseUrl: string,
  stagedDeletes: number | null = null,
): z.input<typeof JobAction>[] {
  return actions.map((told) => {
    const { action, resetScope, refusal, role, needsConfirm, needsAcknowledge, needsApproval, coolDownUntil, cost } = told;
    const body = { ...bodyOf(told, key), ...(told.needsStagedDeletes && { stagedDeletes }) };
    return {
      action,
      ...(resetScope && { resetScope: [...resetScope] }),
      allowed: refusal === undefined,
      ...(refusal && { code: refusal.reason, detail: refusal.detail }),
      role,
      needsConfirm,
      needsStagedDeletes: told.needsStagedDeletes,
      needsSubjects: action === 'provisionOnDemand',
      ...(action === 'provisionOnDemand' && { rules: `${jobUrl(baseUrl, key)}/rules` }),
      needsAcknowledge,
      needsApproval,
      ...(coolDownUntil && { coolDownUntil }),
      cost,
      request: actionRequest(baseUrl, key, action, body),
    };
  });
}

function bodyOf({ action, resetScope, needsConfirm, needsAcknowledge }: ToldAction, { jobId }: JobKey): Record<string, unknown> {
  return {
    ...(resetScope && { resetScope }),
    ...(needsConfirm && { confirm: jobId }),
    ...(needsAcknowledge && { acknowledge: true }),
    // Only the caller knows whom to try; the rules of a job are named by its schema.
    ...(action === 'provisionOnDemand' && {
      ruleId: '<id of the rule>',
      subjects: [{ objectId: '<id of the object>', objectTypeName: '<its type>' }],
    }),
  };
}
