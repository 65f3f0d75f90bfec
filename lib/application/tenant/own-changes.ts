import { changeOfEvent, changeOfRecord } from '../../domain/incident/own-change.ts';
import type { PrecedingChange } from '../../domain/incident/preceding-change.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';

const mostEvents = 200;
const mostRecords = 100;

/** What of a job was changed in a time, as far as this service has seen or done it. Both ends belong to it, UTC ISO. */
export async function readOwnChanges(
  { state, audit }: Pick<Ports, 'state' | 'audit'>,
  key: JobKey,
  { from, to }: { from: string; to: string },
): Promise<PrecedingChange[]> {
  const range = { from, to: isoOf(millisOf(to) + 1) };
  const isOfJob = ({ servicePrincipalId, jobId }: { servicePrincipalId?: string; jobId?: string }) =>
    servicePrincipalId === key.servicePrincipalId && jobId === key.jobId;
  const [events, records] = await Promise.all([
    state.listEvents(key, { ...range, pageSize: mostEvents }),
    audit.list(key.tenantId, {
      ...range,
      pageSize: mostRecords,
      isShown: (record) => isOfJob(record) && changeOfRecord(record) !== undefined,
    }),
  ]);
  return [...events.value.map(changeOfEvent), ...records.value.map(changeOfRecord)].filter((change) => change !== undefined);
}
