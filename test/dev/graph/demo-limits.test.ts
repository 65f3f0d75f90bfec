import { describe, expect, it } from '@jest/globals';
import { createDemoWorld } from '../../../dev/graph/demo/demo-fleet.ts';
import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { renderJob } from '../../../dev/graph/routes/render-job.ts';
import { jobsNow } from '../../../dev/graph/world/world.ts';
import { toJobSnapshot } from '../../../lib/adapters/graph/shapes/to-job-snapshot.ts';
import { assessHealth } from '../../../lib/domain/job/health/assess-health.ts';
import { adviceFor, explanationFor } from '../../support/job-words.ts';

describe('the job of the demo whose failures pile up', () => {
  it('is told to be near the limit, and not explained as normal operation', async () => {
    let now = Date.parse('2026-11-21T10:00:00.000Z');
    const world = createDemoWorld({ now: () => now });
    now += 60_000;
    const servicePrincipals = [...(world.tenants.get(demoTenants.mercator)?.servicePrincipals.values() ?? [])];
    const failing = servicePrincipals.find(({ displayName }) => displayName === 'us.mercator.example');
    const [job] = failing === undefined ? [] : jobsNow(world, failing);
    const snapshot = toJobSnapshot(job && renderJob(job));
    const escrowed = snapshot.lastExecution?.countEscrowed ?? 0;
    expect(escrowed / 8650).toBeGreaterThan(0.49);
    expect(assessHealth({ snapshot, samples: [], now })).toEqual({ health: 'warning', reasons: ['nearQuarantine', 'entryErrors'] });
    expect(adviceFor({ snapshot }, now)).toMatchObject({
      action: 'reviewErrors',
      why: expect.stringMatching(
        /Microsoft puts the job in quarantine at 5,000 failing objects\. Failing now: 4,\d{3} of 5,000, near the limit \(\d\d %\)\./,
      ),
    });
    expect(explanationFor({ snapshot }, now)?.code).toBe('NearQuarantine');
  });
});
