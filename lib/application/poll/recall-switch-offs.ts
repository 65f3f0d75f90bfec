import { needsRecall, recallMarks } from '../../domain/job/record/recall-marks.ts';
import { jobPlace } from '../../domain/job/synchronization-job.ts';
import type { KnownTenant } from '../../domain/tenant/decide/known-tenant.ts';
import type { Ports, TenantState } from '../ports/ports.ts';

const eventsRead = 100;

/** What the events of switched-off jobs say whose rows are older than marks. Their next reading stores it, so each is asked once. */
export async function recallSwitchOffs(
  { state }: Pick<Ports, 'state'>,
  jobs: TenantState['jobs'],
): Promise<NonNullable<KnownTenant['recalled']>> {
  const recalled = new Map<string, ReturnType<typeof recallMarks>>();
  for (const { value } of jobs) {
    if (value === undefined || !needsRecall(value)) continue;
    const { value: events } = await state.listEvents(value, { pageSize: eventsRead });
    recalled.set(jobPlace(value), recallMarks(events));
  }
  return recalled;
}
