import { describe, expect, it } from '@jest/globals';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import { pruneUnpolled } from '../../../lib/application/watch/prune-unpolled.ts';
import { serviceTenantId } from '../../../lib/domain/tenant/tenant.ts';
import { dayInMs, hourInMs, isoOf } from '../../../lib/domain/time.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';

const start = Date.parse('2026-01-10T00:00:00.000Z');
const auditDays = 400;

/** The service without any tenant, with a change of a grant on each day, and an hour that a test moves. */
async function startService() {
  const clock = { at: start, now: () => clock.at, sleep: async () => {}, random: () => 0 };
  const ports = { ...createStores({ openTable: createInMemoryTables(), log: createRecordingLog() }), clock };
  await ports.fleet.create(serviceTenantId, {});
  const note = async () => {
    const at = isoOf(clock.at);
    const what = { actor: 'a/b', action: 'putGrant', subjectId: at, phase: 'done' } as const;
    await ports.audit.add({ v: 1, tenantId: serviceTenantId, at, ...what });
  };
  const prune = () => pruneUnpolled(ports, { historyInMs: 90 * dayInMs, auditInMs: auditDays * dayInMs });
  const kept = async () => {
    const all = { from: isoOf(0), to: isoOf(clock.at + 1), pageSize: 1_000 };
    return (await ports.audit.list(serviceTenantId, all)).value.map(({ at }) => at).sort();
  };
  return { clock, note, prune, kept };
}

describe('what the service wrote down of itself', () => {
  it('is kept as long as the settings say and no longer, over every change of the month, although no pass looks at the service', async () => {
    const { clock, note, prune, kept } = await startService();
    for (let day = 0; day <= auditDays + 70; day += 1) {
      clock.at = start + day * dayInMs;
      await note();
      await prune();
      if (day < auditDays || day % 10 > 0) continue;
      const oldest = clock.at - auditDays * dayInMs;
      expect(await kept()).toEqual(Array.from({ length: auditDays + 1 }, (_, index) => isoOf(oldest + index * dayInMs)));
    }
  });

  it('is looked through once a day', async () => {
    const { clock, note, prune, kept } = await startService();
    await note();
    clock.at = start + auditDays * dayInMs;
    await prune();
    clock.at += hourInMs;
    await prune();
    expect(await kept()).toHaveLength(1);
    clock.at += 23 * hourInMs;
    await prune();
    expect(await kept()).toEqual([]);
  });
});
