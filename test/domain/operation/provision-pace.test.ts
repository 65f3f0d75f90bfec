import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';
import { fail, markPosting, succeed } from '../../../lib/domain/operation/operation-steps.ts';
import { carriedProvisions, judgePace, judgeSubjects, sentProvisions } from '../../../lib/domain/operation/provision-pace.ts';
import { isoOf } from '../../../lib/domain/time.ts';
import { now, operation } from '../fixtures.ts';

const coolDownInMs = 600_000;

/** The next operation on the job after `last`, accepted at `at` for these subjects. */
function accepted(last: OperationRecord | undefined, subjectHashes: string[], at: number): OperationRecord {
  return operation({
    action: 'provisionOnDemand',
    request: { provision: { ruleId: 'rule', subjectHashes } },
    createdAt: isoOf(at),
    updatedAt: isoOf(at),
    lastPostedAt: last?.lastPostedAt ?? {},
    ...carriedProvisions(last, coolDownInMs, at),
  });
}

const posted = (operation: OperationRecord, at: number) => markPosting(operation, { state: 'Active', hadProgress: false }, at);

describe('the cool-down of a subject', () => {
  it('is that of the last request that named it, over any history of one job', () => {
    const request = fc.record({
      waitInMs: fc.integer({ min: 1, max: 300_000 }),
      subjects: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 3 }),
      end: fc.constantFrom('succeeded', 'throttled', 'neverSent'),
    });
    void fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 40 }), fc.constantFrom('a', 'b', 'c', 'd', 'e'), (history, subject) => {
        let at = now;
        let last: OperationRecord | undefined;
        let sentAt = Number.NaN;
        for (const { waitInMs, subjects, end } of history) {
          at += waitInMs;
          const operation = accepted(last, subjects, at);
          const error = { code: end === 'throttled' ? ('Throttled' as const) : ('JobGone' as const), detail: '', advice: '' };
          last =
            end === 'succeeded'
              ? succeed(posted(operation, at), at)
              : fail(end === 'throttled' ? posted(operation, at) : operation, at, error);
          if (end === 'succeeded' && subjects.includes(subject)) sentAt = at;
        }
        const sent = last === undefined ? [] : sentProvisions(last);
        const facts = { subjectHashes: [subject], sent, coolDownInMs, override: false, now: at };
        expect(judgeSubjects(facts).allowed).toBe(!(at - sentAt < coolDownInMs));
        expect(judgeSubjects({ ...facts, override: true }).allowed).toBe(true);
      }),
    );
  });

  it('is remembered within what a row can hold, however many are tried', () => {
    let last: OperationRecord | undefined;
    for (let count = 0; count < 300; count += 1) {
      const hashes = Array.from({ length: 5 }, (_, index) => `${count}-${index}`.padEnd(22, 'x'));
      last = succeed(posted(accepted(last, hashes, now + count * 1_000), now + count * 1_000), now + count * 1_000);
    }
    expect(JSON.stringify(last).length).toBeLessThan(24_000);
    expect(accepted(last, ['a'], now + 300_000 + coolDownInMs).provisioned).toBeUndefined();
  });

  it('has nothing to go on in a row of another action that was written before subjects were remembered', () => {
    const old = {
      ...accepted(undefined, [], now),
      action: 'restart' as const,
      request: {},
      lastPostedAt: { provisionOnDemand: isoOf(now) },
    };
    expect(sentProvisions(old)).toEqual([]);
  });
});

describe('the pace of a tenant', () => {
  it('is five requests in any ten seconds, over all of its jobs', () => {
    const jobs = [0, 1_000, 2_000, 3_000].map((at) => succeed(posted(accepted(undefined, ['a'], now + at), now + at), now + at));
    expect(judgePace(jobs, now + 4_000)).toEqual({ allowed: true });
    const fifth = succeed(posted(accepted(jobs[0], ['b'], now + 4_000), now + 4_000), now + 4_000);
    const all = [fifth, ...jobs.slice(1)];
    expect(judgePace(all, now + 4_000)).toMatchObject({ allowed: false, reason: 'TooManyRequests', retryAfterInMs: 6_000 });
    expect(judgePace(all, now + 9_999)).toMatchObject({ retryAfterInMs: 1 });
    expect(judgePace(all, now + 10_000)).toEqual({ allowed: true });
  });
});
