import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JobGroup, JobListItem } from '../../../client/client.d.ts';
import { isInGroup, keyOf } from '../../../ui/screens/fleet/jobs/group-key.ts';
import { anyFleet, startRandomFleet } from '../../http/support/random-fleet.ts';
import { start } from '../../http/support/support.ts';

const numRuns = process.env.SOAK === '1' ? 500 : 20;

describe('the jobs of a group, as the page puts them together', () => {
  it('are those that the service finds in it: by cause and by tenant, each job in one group', async () => {
    const filters = fc.constantFrom('', '&q=app', '&health=unknown', '&health=critical');
    await fc.assert(
      fc.asyncProperty(anyFleet, fc.integer({ min: 0, max: 20 * 60_000 }), filters, async (fleet, waitInMs, filter) => {
        const world = await startRandomFleet(fleet);
        world.clock.at = start + waitInMs;
        const read = async <Item>(path: string): Promise<Item[]> => (await world.as('chief', path)).json.value;
        const jobs = await read<JobListItem>(`/jobs?pageSize=1000${filter}`);
        for (const by of ['cause', 'tenant'] as const) {
          const groups = await read<JobGroup>(`/jobGroups?by=${by}&pageSize=1000${filter}`);
          expect(new Set(groups.map(keyOf)).size).toBe(groups.length);
          for (const group of groups) {
            const { pathname, search } = new URL(group.links.jobs);
            const theirs = await read<JobListItem>(`${pathname.replace('/api/v1', '')}${search}&pageSize=1000`);
            const ours = jobs.filter((job) => isInGroup(job, group, by));
            expect(ours.map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
            expect(ours).toHaveLength(group.count);
          }
        }
      }),
      { numRuns },
    );
  }, 120_000);

  it('are apart where nothing is said of them, by whether they are well', () => {
    expect(keyOf({ health: 'healthy' })).not.toBe(keyOf({ health: 'warning' }));
  });
});
