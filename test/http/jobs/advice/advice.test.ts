import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { adviceActions } from '../../../../lib/domain/catalogue/entry-advice.ts';
import type { JobRecord } from '../../../../lib/domain/job/record/job-record.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { ago, anySnapshot, execution, now, quarantined, snapshot } from '../../../domain/fixtures.ts';
import { adviceFor, type JobFacts, recordOf } from '../../../support/job-words.ts';
import { sampleJob, tenantId } from '../../../support/storage/state-samples.ts';
import { createHttpWorld } from '../../support/support.ts';

const operations = ['clearQuarantine', 'pause', 'start', 'restart'];
const dayInMs = 86_400_000;

function judged(facts: JobFacts): JobFacts & Pick<JobRecord, 'reasons' | 'health'> {
  const { reasons, health } = recordOf(facts, now);
  return { ...facts, reasons, health };
}

/** At least one job for every piece of advice. */
const snapshots: JobSnapshot[] = [
  snapshot(),
  snapshot({ state: 'Unknown', rawCode: 'Frozen' }),
  snapshot({ state: 'NotConfigured' }),
  snapshot({ state: 'NotRun' }),
  snapshot({ state: 'Paused' }),
  snapshot({ state: 'Paused', escrowsPruned: true }),
  snapshot({ schedule: { state: 'Disabled' } }),
  snapshot({ lastExecution: execution({ timeEnded: ago(30 * dayInMs) }) }),
  snapshot({ templateId: 'scim', lastExecution: execution({ timeEnded: ago(30 * dayInMs) }) }),
  { ...quarantined({ seriesBegan: ago(30 * dayInMs) }), schedule: { state: 'Disabled' } },
  snapshot({ lastExecution: execution({ countEscrowed: 3 }) }),
  snapshot({ lastExecution: execution({ state: 'Failed', error: { code: 'Broken' } }) }),
  snapshot({ countSuccessiveCompleteFailures: 3 }),
  quarantined(),
  quarantined({ reason: 'TooManyDeletes' }),
  quarantined({ error: { code: 'InvalidCredentials' } }),
  quarantined({ error: { code: 'HybridIdentityServiceNoActiveAgents' } }),
  quarantined({ reason: 'EncounteredEscrowProportionThreshold' }),
];

describe('the advice', () => {
  it('is plain sentences that a person understands in the middle of the night', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), (value, isUnread) => {
        const { why } = adviceFor({ snapshot: value, ...(isUnread && { readFailingSince: ago(0) }) }, now);
        const codes = [value.quarantine?.error?.code, value.lastExecution?.error?.code].filter((code) => code !== undefined && code !== '');
        const words = codes.reduce((text: string, code) => text.replaceAll(code ?? '', 'code'), why);
        expect(why).toMatch(/^[A-Z].*[.]$/s);
        expect(words.split(/\s+/).length).toBeGreaterThanOrEqual(6);
        expect(words.length).toBeLessThanOrEqual(320);
        // A name of a log or of a page may stand in it, a long code or a piece of data may not.
        expect(words).not.toMatch(/\S{30,}|[_{}<]|undefined|null|NaN/);
      }),
    );
  });

  it('names for each job a safe operation of this service, or links to where a person does it', async () => {
    const world = createHttpWorld();
    world.clock.at = now;
    const jobs = snapshots.map((value, index) => {
      const jobId = `job-${index}`;
      return { ...sampleJob(index), ...judged({ snapshot: { ...value, jobId } }), observedAt: ago(1000), tenantId, jobId };
    });
    const unread = {
      ...sampleJob(99),
      ...judged({ snapshot: snapshot(), readFailingSince: ago(0) }),
      observedAt: ago(1000),
      tenantId,
      jobId: 'job-99',
    };
    await world.poll(tenantId, [...jobs, unread]);
    const given = new Set<string>();
    for (const { servicePrincipalId, jobId } of [...jobs, unread]) {
      const { json } = await world.call(`/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}`);
      const { action, safety, link } = json.advice;
      given.add(action);
      if (operations.includes(action))
        expect({ action, safety, link }).toEqual({ action, safety: expect.stringMatching(/^(safe|needsAcknowledge)$/), link: undefined });
      else
        expect({ action, safety, link }).toEqual({
          action,
          safety: 'noAction',
          link: expect.stringMatching(/^https:\/\/entra|\/tenants\//),
        });
    }
    expect([...given].sort()).toEqual([...adviceActions].sort());
  });
});
