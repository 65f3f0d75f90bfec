import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FleetStatus, JobListItem } from '../../../client/client.d.ts';
import {
  type BeyondJobs,
  beyondJobsShown,
  incidentOfReading,
  nameOfIncident,
  placeOfIncident,
} from '../../../ui/screens/fleet/beyond-jobs.ts';
import { sentenceOf } from '../../../ui/screens/fleet/fleet-sentence.ts';
import { matcherOf } from '../../../ui/screens/fleet/jobs/filter-jobs.ts';
import { keepOrder } from '../../../ui/screens/fleet/jobs/keep-order.ts';
import { namesJob } from '../../../ui/screens/story/act/wishes.ts';

const now = Date.parse('2026-11-30T06:00:00Z');

describe('the order of the rows', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 20 });

  it('stays what it was for all that stay, holds exactly what there is, and tells how many stand elsewhere', () => {
    fc.assert(
      fc.property(ids, ids, (shown, current) => {
        const kept = keepOrder(shown, current);
        expect(kept.ids.toSorted()).toEqual(current.toSorted());
        expect(kept.ids.filter((id) => shown.includes(id))).toEqual(shown.filter((id) => current.includes(id)));
        expect(kept.moved === 0).toBe(JSON.stringify(kept.ids) === JSON.stringify(current));
        expect(keepOrder([], current)).toEqual({ ids: current, moved: 0 });
      }),
    );
  });

  it('counts a row that went from the end to the front as one', () => {
    expect(keepOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c']).moved).toBe(1);
  });
});

describe('the search', () => {
  const job = (fields: Partial<JobListItem>) => ({ displayName: 'Zürich', tenantName: 'Café Ñandú', ...fields }) as JobListItem;

  it('finds each word anywhere, whatever the case and the accents', () => {
    for (const text of ['zurich', 'ZÜRICH cafe', 'nandu zur', '  ']) expect(matcherOf({ health: undefined, text })(job({}))).toBe(true);
    for (const text of ['zurich bern', 'x']) expect(matcherOf({ health: undefined, text })(job({}))).toBe(false);
  });

  it('takes what is typed for letters, never for a pattern', () => {
    fc.assert(fc.property(fc.string(), (text) => void matcherOf({ health: undefined, text })(job({}))));
    expect(matcherOf({ health: undefined, text: '.*' })(job({}))).toBe(false);
  });
});

describe('the first sentence', () => {
  const status = (jobs: Record<string, number>, byHealth: Record<string, number>, unreadable = 0, total = 2, disabled = 0) =>
    ({
      monitor: 'ok',
      tenants: { total, unreadable: Array.from({ length: unreadable }, () => ({})) },
      jobs: { total: 5, byState: jobs, byHealth, disabled },
    }) as unknown as FleetStatus;

  it.each([
    [status({ Quarantine: 1 }, { critical: 1 }), '1 job in quarantine.'],
    [status({ Active: 2 }, { critical: 2 }), '2 jobs need hands. None is in quarantine.'],
    [status({}, { unknown: 1, warning: 1 }), '1 job cannot be judged. None is known to be in quarantine.'],
    [status({}, { warning: 1, healthy: 3 }), '1 job needs a look. None is in quarantine.'],
    [status({}, { healthy: 12 }), 'All 12 jobs are healthy.'],
    [status({}, { healthy: 12 }, 1), 'No job that can be read needs anything.'],
    [status({}, {}, 1), 'No job could be read.'],
    [status({}, {}, 0), 'There are no synchronization jobs.'],
    [status({}, {}, 0, 0), 'No tenant is watched.'],
    [status({ Quarantine: 3 }, { critical: 3 }, 0, 2, 1), '3 jobs in quarantine. Microsoft has switched off 1 job.'],
    [status({ Paused: 2 }, { critical: 2 }, 0, 2, 2), '2 jobs need hands. None is in quarantine. Microsoft has switched off 2 jobs.'],
  ])('calls nothing healthy that was not read: %#', (given, told) => {
    expect(sentenceOf(given, now).told).toBe(told);
  });

  it('calls nothing healthy while the service is blind', () => {
    const told = sentenceOf({ ...status({}, { healthy: 3 }), monitor: 'blind' }, now).told;
    expect(told).toBe('Nothing can be said of any job.');
  });
});

describe('the incidents of tenants, domains and applications above the jobs', () => {
  const of = (incidentId: string, given: Partial<BeyondJobs> = {}): BeyondJobs => ({
    incidentId,
    condition: 'passwordSyncStale',
    causeCode: 'passwordSyncStale',
    severity: 'warning',
    scope: 'tenant',
    openedAt: '2026-11-30T05:00:00.000Z',
    tenantId: 't',
    tenantName: 'Mercator Foods',
    ...given,
  });
  const status = (value: BeyondJobs[], count = value.length, unreadable: string[] = []) =>
    ({
      tenants: { unreadable: unreadable.map((tenantId) => ({ tenantId })) },
      incidentsBeyondJobs: { count, value },
    }) as unknown as FleetStatus;
  const all = { health: undefined, text: '' };
  const idsOf = (shown: readonly BeyondJobs[]) => shown.map(({ incidentId }) => incidentId);

  it('leave out what the row of an unreadable tenant tells already, which leads to it, and nothing else of that tenant', () => {
    const consent = of('consent', { condition: 'consentMissing', causeCode: 'AADSTS700016' });
    const given = status([consent, of('hashes'), of('elsewhere', { condition: 'consentMissing', tenantId: 'u' })], 3, ['t']);
    expect(idsOf(beyondJobsShown(given, all).shown)).toEqual(['hashes', 'elsewhere']);
    expect(incidentOfReading(given, 't')?.incidentId).toBe('consent');
  });

  it('are those that the filter leaves: by the name of the tenant, of the domain, in words, and by how bad they are', () => {
    const domain = of('agents', { condition: 'agentDown', scope: 'domain', displayName: 'depot.example', severity: 'critical' });
    const given = status([domain, of('hashes')]);
    for (const [filter, ids] of [
      [{ ...all, text: 'MERCATOR' }, ['agents', 'hashes']],
      [{ ...all, text: 'depot' }, ['agents']],
      [{ ...all, text: 'password hash' }, ['hashes']],
      [{ ...all, text: 'nothing' }, []],
      [{ health: 'critical', text: '' }, ['agents']],
      [{ health: 'healthy', text: '' }, []],
    ] as const) {
      expect(idsOf(beyondJobsShown(given, filter).shown)).toEqual(ids);
    }
    expect([nameOfIncident(domain), placeOfIncident(domain)]).toEqual(['depot.example', 'Mercator Foods · domain']);
    expect([nameOfIncident(of('x')), placeOfIncident(of('x'))]).toEqual(['Mercator Foods', 'whole tenant']);
  });

  it('are five at most, and the rest is counted, that which is not named included', () => {
    const many = Array.from({ length: 8 }, (_, index) => of(String(index)));
    const { shown, more } = beyondJobsShown(status(many, 30), all);
    expect([shown.length, more]).toEqual([5, 25]);
  });
});

describe('the name of a job, typed before what cannot be undone', () => {
  const jobId = 'AD2AADProvisioning.a1f4.13b92bf6479e';
  it.each([
    ['f6479e', true],
    [` ${jobId} `, true],
    ['F6479E', false],
    ['6479e', false],
    ['2bf6479e', false],
    ['', false],
  ])('%j opens it: %s', (typed, opens) => {
    expect(namesJob(typed, jobId)).toBe(opens);
  });
});
