import { describe, expect, it } from '@jest/globals';
import type { LoggedCause } from '../../../../dev/graph/model/model.ts';
import { jobPath, type OperationWorld, startOperationWorld } from '../../../support/worlds/operation-world.ts';

const hourInMs = 3_600_000;

/** A cause that has rows until `endedAt`, and no later ones, whatever runs came since. */
function mended(world: OperationWorld, endedAt: number): LoggedCause {
  const lastRun = Date.parse(world.tenant.jobAt().job.document.status.lastExecution?.timeEnded ?? '');
  const hoursAgo = Math.max(0, (lastRun - endedAt) / hourInMs);
  return { code: 'Mended', rows: 50, sinceHoursAgo: hoursAgo + 2, untilHoursAgo: hoursAgo };
}

/** What the API tells of each cause, asked after every tick for as many minutes. */
async function follow(world: OperationWorld, minutes: number, others: LoggedCause[]): Promise<Record<string, string[]>> {
  const endedAt = world.tenant.clock.at;
  const states: Record<string, string[]> = {};
  for (let minute = 0; minute < minutes; minute += 5) {
    await world.tenant.ticks();
    world.tenant.clock.at += 1_000;
    world.tenant.patch(world.tenant.jobAt().key, { logged: [...others, mended(world, endedAt)] });
    const { json } = await world.get(`${jobPath(world.tenant.jobAt().key)}/provisioningErrors`);
    for (const { code, state } of json.value) states[code] = [...(states[code] ?? []), state];
  }
  return states;
}

describe('a cause whose objects are mended', () => {
  const still: LoggedCause = { code: 'Still', rows: 200, sinceHoursAgo: 4 };

  it.each([
    ['PT2M', 'another cause goes on', [still], 30],
    ['PT2M', 'the log shows nothing else', [], 45],
    ['PT20M', 'another cause goes on', [still], 60],
    ['PT40M', 'the log shows nothing else', [], 80],
  ] as const)('is told to be fixed in a job that runs every %s where %s, and from then on', async (interval, _, others, withinMinutes) => {
    await using world = await startOperationWorld({ interval, special: () => ({ behaviour: 'entryErrors' }) });
    await world.tenant.ticks(3);
    const { Mended = [], Still } = await follow(world, withinMinutes + 30, [...others]);
    const first = Mended.indexOf('fixed');
    expect(first).toBeGreaterThan(0);
    expect(5 * first).toBeLessThanOrEqual(withinMinutes);
    expect(new Set(Mended.slice(first))).toEqual(new Set(['fixed']));
    expect(new Set(Still)).toEqual(new Set(others.length > 0 ? ['stillFailing'] : []));
  });
});
