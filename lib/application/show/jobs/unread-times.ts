import type { Span } from '../../../domain/job/gap.ts';
import { spanOfGap } from '../../../domain/job/gap-spans.ts';
import { lastReadAt } from '../../../domain/job/health/freshness.ts';
import type { Freshness } from '../../../domain/job/health/health.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import { defined } from '../../../domain/optional.ts';
import { reasonOfSilence } from '../../../domain/tenant/pass/reason-of-silence.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import type { Ports } from '../../ports/ports.ts';

/** The gaps of a job's tenant in a time; `from` inclusive, `to` exclusive, UTC ISO. */
export async function tenantGaps(
  { state }: Pick<Ports, 'state'>,
  tenantId: string,
  { from, to }: { from: string; to?: string | undefined },
): Promise<Span[]> {
  return (await state.listGaps(tenantId, { from, ...defined({ to }) })).map(spanOfGap);
}

/** The time since the job was read last, where that is too long ago; it has no end yet. */
export function presentGap(record: JobRecord, row: FleetRow, freshness: Freshness): Span[] {
  if (freshness === 'fresh') return [];
  const from = lastReadAt(record, row) ?? record.observedAt;
  const { readFailure } = record;
  const why = readFailure === undefined ? reasonOfSilence(row, from) : defined({ reason: readFailure.reason, code: readFailure.code });
  return [{ from, ...why }];
}
