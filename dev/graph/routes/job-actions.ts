import { applyEffect } from '../behaviours/apply-effect.ts';
import { parseResetScope } from '../behaviours/restart-scopes.ts';
import type { Effect, Job } from '../model/model.ts';
import { asRecord } from '../wire/as-record.ts';
import { badRequest, graphError, notFound } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { findServicePrincipal, jobNow } from '../world/world.ts';
import { type GraphRequest, missingPermission, writeJobs } from './graph-context.ts';
import { provisionOnDemand } from './provision-on-demand.ts';

const accepted: Reply = { status: 204 };

function accept(request: GraphRequest, job: Job, effect: Effect): Reply {
  const now = request.world.now();
  if (job.life.effectDelayInMs > 0) job.life.pending.push({ at: now + job.life.effectDelayInMs, effect });
  else applyEffect(job, effect, now);
  return accepted;
}

/** https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-restart */
function restart(request: GraphRequest, job: Job): Reply {
  const { resetScope } = asRecord(asRecord(request.body).criteria);
  const scopes =
    resetScope === undefined || resetScope === null
      ? parseResetScope('')
      : typeof resetScope === 'string'
        ? parseResetScope(resetScope)
        : undefined;
  if (!scopes) return badRequest('BadRequest', 'Cannot convert the given reset scope to a synchronizationJobRestartScope.', request.trace);
  return accept(request, job, { action: 'restart', scopes });
}

/** https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials */
function validateCredentials(request: GraphRequest, job: Job): Reply {
  const { useSavedCredentials, credentials } = asRecord(request.body);
  if (useSavedCredentials !== true && !Array.isArray(credentials)) {
    return badRequest('BadRequest', 'Either useSavedCredentials or credentials must be given.', request.trace);
  }
  const { cause, causeActive } = job.life;
  if (cause && causeActive && /credential/i.test(cause.code)) return graphError(400, cause.code, cause.message, request.trace);
  return accepted;
}

const actions: Record<string, (request: GraphRequest, job: Job) => Reply> = {
  start: (request, job) => accept(request, job, { action: 'start' }),
  pause: (request, job) => accept(request, job, { action: 'pause' }),
  restart,
  validateCredentials,
  provisionOnDemand,
};

export const actionNames = Object.keys(actions);

/** The five actions on a job; each needs the writing permission. */
export function actOnJob(request: GraphRequest): Reply {
  const refused = missingPermission(request, writeJobs);
  if (refused) return refused;
  const [id = '', jobId = '', name = ''] = request.parameters;
  const servicePrincipal = findServicePrincipal(request.tenant, id);
  const job = servicePrincipal && jobNow(request.world, servicePrincipal, jobId);
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!job || !action) return notFound(servicePrincipal ? jobId : id, request.trace);
  return action(request, job);
}
