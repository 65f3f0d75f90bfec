import * as z from 'zod';
import { advanceJob } from '../behaviours/advance-job.ts';
import { imposeQuarantine, unnamedCause } from '../behaviours/quarantine.ts';
import { intervalInMs } from '../model/graph-time.ts';
import type { Cause, Job, World } from '../model/model.ts';
import { asRecord } from '../wire/as-record.ts';

const fields = z.record(z.string(), z.unknown());

/** What `POST /_jobs/{jobId}` takes: Graph's own fields are merged, the others change how the job lives. */
export const jobPatchSchema = z.strictObject({
  status: fields.optional(),
  schedule: fields.optional(),
  templateId: z.string().nullable().optional(),
  synchronizationJobSettings: z.unknown().optional(),
  behaviour: z.enum(['steady', 'escrowing', 'entryErrors', 'idle']).optional(),
  escrows: z.int().min(0).optional(),
  relapses: z.boolean().optional(),
  removed: z.boolean().optional(),
  /** No cycle runs until it is set to false, or an action sets the job going again. */
  frozen: z.boolean().optional(),
  effectDelayInMs: z.number().min(0).optional(),
  /** The second of the two forms in which Graph prints what provisioning on demand came to. */
  listsProvisioning: z.boolean().optional(),
  /** Why provisioning on demand passes its objects over; null provisions them again. */
  skipReason: z.string().nullable().optional(),
  /** Breaks the job; null mends it. */
  cause: z
    .object({
      code: z.string(),
      message: z.string().default('The synchronization job could not be completed.'),
      tenantActionable: z.boolean().default(true),
      reason: z.string().default('EncounteredQuarantineException'),
      failuresBeforeQuarantine: z.int().min(1).default(1),
      parkedDeletes: z.int().min(1).optional(),
    })
    .nullable()
    .optional(),
  /** What the provisioning log of the job holds; null lets it follow from the rest again. */
  logged: z
    .array(
      z.object({
        code: z.string(),
        rows: z.int().min(0),
        objects: z.int().min(1).optional(),
        reason: z.string().optional(),
        step: z.string().optional(),
        status: z.enum(['failure', 'skipped', 'success']).optional(),
        action: z.string().optional(),
        objectType: z.string().optional(),
        namePrefix: z.string().optional(),
        isNameless: z.boolean().optional(),
        sinceHoursAgo: z.number().min(0).optional(),
        untilHoursAgo: z.number().min(0).optional(),
      }),
    )
    .nullable()
    .optional(),
  /** Sent in place of the document until it is set to null. */
  raw: z.unknown().optional(),
});
export type JobPatch = z.infer<typeof jobPatchSchema>;

function merge(target: object, patch: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(patch)) {
    const known = Reflect.get(target, name);
    const nested =
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value) &&
      known !== null &&
      typeof known === 'object' &&
      !Array.isArray(known);
    if (nested) merge(known, asRecord(value));
    else Reflect.set(target, name, value);
  }
}

function causeOf(job: Job, quarantine: unknown): Cause {
  const { reason, error } = asRecord(quarantine);
  const { code, message } = asRecord(error);
  return {
    ...(job.life.cause ?? unnamedCause),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && { message }),
  };
}

/** A patched code has the consequences it has in Graph, unless the patch says otherwise. */
function followCode(job: Job, patched: Record<string, unknown>, now: number): void {
  const { status, schedule } = job.document;
  if (patched.code === 'Quarantine') {
    job.life.cause = causeOf(job, patched.quarantine);
    job.life.causeActive = true;
    imposeQuarantine(job, now);
  } else if (patched.code === 'Paused') schedule.state = 'Paused';
  else if (patched.code === 'Active') {
    schedule.state = 'Active';
    status.quarantine = null;
    job.life.causeActive = false;
    job.life.nextCycleAt = now + intervalInMs(schedule.interval);
  }
}

function patchLife(job: Job, patch: JobPatch, now: number): void {
  const { life } = job;
  if (patch.behaviour !== undefined) life.behaviour = patch.behaviour;
  if (patch.escrows !== undefined) life.escrows = patch.escrows;
  if (patch.relapses !== undefined) life.relapses = patch.relapses;
  if (patch.effectDelayInMs !== undefined) life.effectDelayInMs = patch.effectDelayInMs;
  if (patch.frozen !== undefined)
    life.nextCycleAt = patch.frozen ? Number.POSITIVE_INFINITY : now + intervalInMs(job.document.schedule.interval);
  if (patch.removed !== undefined) job.removed = patch.removed;
  if (patch.listsProvisioning !== undefined) job.oddities.listsProvisioning = patch.listsProvisioning;
  if (patch.skipReason === null) delete life.skipReason;
  else if (patch.skipReason !== undefined) life.skipReason = patch.skipReason;
  if (patch.cause === null) {
    delete life.cause;
    life.causeActive = false;
  } else if (patch.cause !== undefined) {
    const { parkedDeletes, ...cause } = patch.cause;
    life.cause = { ...cause, ...(parkedDeletes !== undefined && { parkedDeletes }) };
    life.causeActive = true;
  }
  if (patch.logged === null) delete life.logged;
  else if (patch.logged !== undefined) life.logged = patch.logged;
  if (patch.raw === null) delete job.raw;
  else if (patch.raw !== undefined) job.raw = { value: patch.raw };
}

/** Merges the patch into the job as it is now. */
export function patchJob(world: World, job: Job, patch: JobPatch): void {
  const now = world.now();
  advanceJob(job, now, world.random);
  patchLife(job, patch, now);
  const { document } = job;
  if (patch.status) {
    const changed = patch.status.code !== undefined && patch.status.code !== document.status.code;
    if (changed) followCode(job, patch.status, now);
    merge(document.status, patch.status);
  }
  if (patch.schedule) merge(document.schedule, patch.schedule);
  if (patch.templateId !== undefined) document.templateId = patch.templateId;
  if (patch.synchronizationJobSettings !== undefined) document.synchronizationJobSettings = patch.synchronizationJobSettings;
}
