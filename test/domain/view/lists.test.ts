import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClosedIncident, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { decideIncident } from '../../../lib/domain/incident/incident-life.ts';
import { observeJob } from '../../../lib/domain/job/record/observe-job.ts';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';
import { buildJobViewPages } from '../../../lib/domain/view/job-view-pages.ts';
import { judgeJob } from '../../../lib/domain/view/judge-tenant.ts';
import { compareJobs, sortKeyOf } from '../../../lib/domain/view/sort-jobs.ts';
import { linkJob, summariseJob } from '../../../lib/domain/view/summarise-job.ts';
import { countTenant } from '../../../lib/domain/view/tenant-counts.ts';
import { sampleOperation } from '../../support/storage/state-samples.ts';
import { ago, context, execution, good, now, quarantined, record, snapshot } from '../fixtures.ts';

function incident(condition: 'quarantine' | 'silent' | 'unreachable', hash: string): OpenIncident {
  const scope =
    condition === 'unreachable' ? ({ kind: 'tenant' } as const) : ({ kind: 'job', servicePrincipalId: 'sp', jobId: 'job' } as const);
  const facts = { tenantId: 't', scope, condition, hash, displayName: 'HR', channelConfigured: false, reminderInMs: 1, flips: [], now };
  const decision = decideIncident(undefined, { verdict: 'open', cause: { causeCode: 'A' } }, facts);
  if (decision.kind !== 'open') throw new Error('nothing opened');
  return decision.incident;
}

function operation(operationId: string): OperationRecord {
  return sampleOperation(operationId, { operationId, status: 'Running' });
}

function closed(hash: string): ClosedIncident {
  return { ...incident('silent', hash), state: 'closed', resolvedAt: ago(0), resolution: 'recovered' };
}

describe('countTenant', () => {
  it('counts jobs and open incidents', () => {
    const jobs = [record(), record({ snapshot: quarantined(), health: 'critical' })].map(summariseJob);
    expect(countTenant(jobs, [incident('silent', 'a'), closed('b')])).toEqual({
      jobs: 2,
      byState: { Active: 1, Quarantine: 1 },
      byHealth: { healthy: 1, critical: 1 },
      incidents: { critical: 1 },
    });
  });

  it('names the open incidents of more than one job, the worst and oldest first, twenty at most, and counts all of them', () => {
    const own = (index: number, change: object = {}) => ({
      ...incident('unreachable', String(index)),
      incidentId: `i${String(index).padStart(2, '0')}`,
      acknowledgedBy: 'a/b',
      ...change,
    });
    const domain = own(1, { severity: 'warning', scope: { kind: 'domain', domain: 'a.example' }, displayName: 'a.example' });
    const { beyondJobs } = countTenant([], [domain, own(2), incident('silent', 'x'), closed('y')]);
    expect(beyondJobs).toMatchObject({
      count: 2,
      value: [
        { incidentId: 'i02', scope: 'tenant', severity: 'critical', acknowledgedBy: 'a/b' },
        { incidentId: 'i01', scope: 'domain', displayName: 'a.example' },
      ],
    });
    expect(beyondJobs?.value[0]).not.toHaveProperty('displayName');
    const many = countTenant(
      [],
      Array.from({ length: 30 }, (_, index) => own(30 - index)),
    ).beyondJobs;
    expect([many?.count, many?.value.map(({ incidentId }) => incidentId)]).toEqual([
      30,
      Array.from({ length: 20 }, (_, index) => `i${String(index + 1).padStart(2, '0')}`),
    ]);
  });
});

describe('compareJobs', () => {
  it('sorts worst first, then the longest lasting, then by key', () => {
    const at = (severity: number, since: string, tenantId: string, servicePrincipalId: string, jobId: string) => ({
      severity,
      since,
      tenantId,
      servicePrincipalId,
      jobId,
    });
    const sorted = [
      at(3, 'b', 'a', 'a', 'a'),
      at(1, 'a', 'a', 'a', 'a'),
      at(1, 'b', 'a', 'a', 'a'),
      at(1, 'b', 'b', 'a', 'a'),
      at(1, 'b', 'b', 'b', 'a'),
      at(1, 'b', 'b', 'b', 'b'),
    ];
    expect(sorted.toReversed().sort(compareJobs)).toEqual(sorted);
    expect(compareJobs(sorted[0] as never, sortKeyOf({ ...(sorted[0] as never as (typeof sorted)[0]) }))).toBe(0);
  });
});

describe('judgeJob', () => {
  it('never calls a job fresh that exists and could not be understood yet, whatever a pass around it vouches for', () => {
    const malformed = { kind: 'malformed', observedAt: ago(1000), detail: 'half an answer' } as const;
    const { record: unread } = observeJob(undefined, malformed, context());
    if (unread === undefined) throw new Error('no row');
    const facts = { row: { tenantId: 't', lastCompletedAt: ago(500) }, tenantName: 'T', pollIntervalInMs: 300_000, now };
    expect(judgeJob(summariseJob(unread), facts)).toMatchObject({
      state: 'Unknown',
      health: 'unknown',
      freshness: 'unknown',
      observedAt: ago(1000),
    });
    const { record: understood } = observeJob(unread, good(snapshot(), ago(400)), context());
    if (understood === undefined) throw new Error('no row');
    expect(judgeJob(summariseJob(understood), facts)).toMatchObject({ state: 'Active', freshness: 'fresh' });
  });
});

describe('summariseJob', () => {
  it('leaves out what is absent and the error texts', () => {
    const text = JSON.stringify(
      summariseJob(
        record({ snapshot: quarantined({ error: { code: 'E', message: 'secret' }, currentBegan: ago(1), nextAttempt: ago(0) }) }),
      ),
    );
    expect(text).toContain('"errorCode":"E"');
    expect(text).not.toContain('secret');
    expect(text).not.toContain('incidentId');
  });

  it('carries everything a list needs', () => {
    const { templateId: _, lastExecution: __, ...bare } = snapshot({ state: 'Unknown', rawCode: 'X' });
    const unread = record({ snapshot: { ...bare, quarantine: { reason: 'Unknown', seriesCount: 0 } }, readFailingSince: ago(0) });
    expect(linkJob(summariseJob(unread), 'i', operation('o'))).toEqual({
      servicePrincipalId: 'sp',
      jobId: 'job',
      displayName: 'HR to AD',
      state: 'Unknown',
      rawCode: 'X',
      health: 'healthy',
      reasons: [],
      since: unread.since,
      observedAt: unread.observedAt,
      readFailingSince: ago(0),
      quarantine: { reason: 'Unknown', seriesCount: 0 },
      situation: 'QuarantineWithoutError',
      incidentId: 'i',
      activeOperationId: 'o',
      lastOperation: { operationId: 'o', action: 'clearQuarantine', status: 'Running', verification: 'pending' },
    });
    expect(summariseJob(record({ snapshot: snapshot({ lastExecution: execution({ countEscrowed: 4 }) }) })).escrows).toBe(4);
  });
});

describe('buildJobViewPages', () => {
  const facts = { tenantId: 't', viewVersion: 3, incidents: [] };

  it('always has a first page, with the open incidents', () => {
    const incidents = [incident('unreachable', 'b'), incident('silent', 'a'), closed('c')];
    const [page, ...rest] = buildJobViewPages({ ...facts, jobs: [], incidents });
    expect(rest).toEqual([]);
    expect(page).toMatchObject({ page: 0, pages: 1, viewVersion: 3, jobs: [], incidents: [{ hash: 'a' }, { hash: 'b' }] });
  });

  it('names the gravest incident of a job and its operation', () => {
    const incidents = [incident('quarantine', 'q'), incident('silent', 's'), incident('unreachable', 'u')];
    const [page] = buildJobViewPages({
      ...facts,
      jobs: [summariseJob(record())],
      incidents,
      operationOf: () => operation('op'),
    });
    expect(page?.jobs).toMatchObject([{ incidentId: 't.q.1', activeOperationId: 'op' }]);
  });

  it('puts 500 jobs on a page, in the same order whatever order they came in', () => {
    const jobs = Array.from({ length: 1001 }, (_, index) =>
      summariseJob(record({ jobId: `job-${index}`, servicePrincipalId: `sp-${index % 3}` })),
    );
    const pages = buildJobViewPages({ ...facts, jobs });
    expect(pages.map((page) => page.jobs.length)).toEqual([500, 500, 1]);
    fc.assert(
      fc.property(fc.shuffledSubarray(jobs, { minLength: jobs.length }), (shuffled) => {
        expect(JSON.stringify(buildJobViewPages({ ...facts, jobs: shuffled }))).toBe(JSON.stringify(pages));
      }),
      { numRuns: 5 },
    );
  });
});
