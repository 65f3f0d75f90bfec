import { expect } from '@jest/globals';
import { toJobSnapshot } from '../../../lib/adapters/graph/shapes/to-job-snapshot.ts';
import { observeJob } from '../../../lib/domain/job/record/observe-job.ts';
import { jobFixture } from '../../adapters/graph/fixtures.ts';
import { createHttpWorld, start } from './support.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const tenantId = '11111111-1111-4111-8111-111111111111';
export const key = { tenantId, servicePrincipalId: '22222222-2222-4222-8222-222222222222' };

/** A time that far from now, as Graph writes it. */
export function at(offset: number): string {
  return new Date(start + offset).toISOString();
}

export interface Change {
  templateId?: string;
  schedule?: object;
  status?: object;
}

/** A running job of Graph with what a report says of it. */
export function payload(name: string, { templateId = 'scim', schedule, status }: Change) {
  const job = jobFixture(name);
  const run = { ...Object(job.status.lastExecution), timeBegan: at(-6 * minute), timeEnded: at(-5 * minute) };
  return {
    ...job,
    id: `${templateId}.11112222333344445555666677778888`,
    templateId,
    schedule: { ...Object(job.schedule), interval: 'PT40M', ...schedule },
    status: { ...job.status, ...(job.status.lastExecution !== null && { lastExecution: run }), ...status },
  };
}

/** What the API says of a job after one reading of it, and after the readings before that. */
export async function told(...payloads: unknown[]) {
  const world = createHttpWorld();
  const snapshots = payloads.map(toJobSnapshot);
  const jobId = snapshots.at(-1)?.jobId ?? '';
  let record: Parameters<typeof observeJob>[0];
  for (const [index, snapshot] of snapshots.entries()) {
    const now = start + (index + 1 - snapshots.length) * 5 * minute;
    const context = { key: { ...key, jobId }, displayName: 'Zendesk', tickId: at(0), pollIntervalInMs: 300_000, now };
    const observedAt = new Date(now - 1000).toISOString();
    record = observeJob(record, { kind: 'snapshot', observedAt, snapshot }, context).record ?? record;
  }
  if (record === undefined) throw new Error('nothing was recorded');
  await world.poll(tenantId, [record]);
  const { json: list } = await world.call('/jobs');
  const { json: job } = await world.call(
    `/tenants/${tenantId}/servicePrincipals/${key.servicePrincipalId}/jobs/${encodeURIComponent(jobId)}`,
  );
  expect(list.value[0]).toMatchObject({ health: job.health, reasons: job.reasons, kind: job.kind });
  return job;
}

/** The status of a job in quarantine since two days, by this error. */
export function quarantine(error: object | null, changes: object = {}) {
  const times = { seriesBegan: at(-2 * day), currentBegan: at(-3 * hour), nextAttempt: at(9 * hour), seriesCount: 4 };
  return {
    code: 'Quarantine',
    countSuccessiveCompleteFailures: 5,
    quarantine: { reason: 'EncounteredQuarantineException', ...times, error, ...changes },
  };
}
