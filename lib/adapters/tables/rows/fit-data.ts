import type { JobEvent } from '../../../domain/job/event.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { JobSnapshot } from '../../../domain/job/synchronization-job.ts';
import { MAX_TEXT_LENGTH } from '../transport/limits.ts';

const textLimits = [8_000, 2_000, 400];

/**
 * The value as JSON that fits one column. What is too long loses first the length of its texts (never of an id), then, step by step,
 * what `shrink` can do without. When nothing helps the text stays too long and is rejected when it is written.
 */
export function fitData<Value>(value: Value, shrink: readonly ((value: Value) => Value)[] = []): string {
  let data = JSON.stringify(value);
  if (data.length <= MAX_TEXT_LENGTH) return data;
  let limit = 0;
  for (limit of textLimits) {
    data = JSON.stringify(value, cutTexts(limit));
    if (data.length <= MAX_TEXT_LENGTH) return data;
  }
  let smaller = value;
  for (const step of shrink) {
    smaller = step(smaller);
    data = JSON.stringify(smaller, cutTexts(limit));
    if (data.length <= MAX_TEXT_LENGTH) return data;
  }
  return data;
}

function cutTexts(limit: number): (name: string, value: unknown) => unknown {
  return (name, value) =>
    typeof value === 'string' && value.length > limit && !/(?:id|key|hash)$/i.test(name) ? `${value.slice(0, limit)}…` : value;
}

function bareSnapshot(snapshot: JobSnapshot): JobSnapshot {
  return { ...snapshot, settings: [], progress: [], synchronizedEntryCountByType: [] };
}

export const shrinkJob: readonly ((job: JobRecord) => JobRecord)[] = [
  ({ failing: _, ...job }) => job,
  (job) => ({ ...job, snapshot: bareSnapshot(job.snapshot) }),
  (job) => ({ ...job, samples: job.samples.slice(-4), flips: job.flips.slice(-20) }),
];

export const shrinkEvent: readonly ((event: JobEvent) => JobEvent)[] = [
  ({ snapshot, ...event }) => (snapshot ? { ...event, snapshot: bareSnapshot(snapshot) } : event),
  ({ snapshot: _, ...event }) => event,
  ({ from: _, to: __, ...event }) => event,
];
