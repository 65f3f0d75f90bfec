import { UpstreamError } from '../../../domain/errors.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { defined } from '../../../domain/optional.ts';
import { judgeUnavailable, type Unavailable } from '../../../domain/unavailable.ts';
import type { Ports } from '../../ports/ports.ts';
import type { LogPace, LogQuery, LogReading, ProvisioningLog } from '../../ports/provisioning-log.ts';
import { requireGraphOpen } from './require-graph-open.ts';

export type LogDeps = Pick<Ports, 'clock'> & { provisioningLog: ProvisioningLog };

/** https://learn.microsoft.com/graph/api/provisioningobjectsummary-list#permissions and its licence. */
const needs = {
  permission: 'ProvisioningLog.Read.All, or AuditLog.Read.All together with Directory.Read.All',
  licence: 'Microsoft Entra ID P1 or P2',
};

/**
 * Asks the provisioning log of one job now, unless Graph is to be left alone until `notBefore`. Where it may not be read the answer says why.
 * @throws UpstreamError `throttled` with the time to wait, and for every failure that says nothing of rights.
 */
export async function askLog(
  { clock, provisioningLog }: LogDeps,
  key: JobKey,
  { notBefore, ...query }: LogQuery & { notBefore: string | undefined },
  pace?: LogPace,
): Promise<LogReading | { unavailable: Unavailable }> {
  requireGraphOpen(defined({ graphNotBefore: notBefore }), 'readProvisioningLog', clock.now());
  try {
    const reading = await provisioningLog.read(key, query, pace);
    return unavailableOf(reading.interruption) ?? reading;
  } catch (error) {
    const unavailable = unavailableOf(error);
    if (unavailable === undefined) throw error;
    return unavailable;
  }
}

// A refusal says the same wherever in the log it comes.
function unavailableOf(error: unknown): { unavailable: Unavailable } | undefined {
  const unavailable = error instanceof UpstreamError ? judgeUnavailable(error.evidence, needs) : undefined;
  return unavailable && { unavailable };
}
