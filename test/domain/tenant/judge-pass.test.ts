import { describe, expect, it } from '@jest/globals';
import type { UpstreamReason } from '../../../lib/domain/errors.ts';
import type { ReadFailure } from '../../../lib/domain/job/job-read.ts';
import { newTarget } from '../../../lib/domain/tenant/decide/decide-target.ts';
import { judgePass } from '../../../lib/domain/tenant/pass/judge-pass.ts';
import { now } from '../fixtures.ts';

const because = (reason: UpstreamReason): ReadFailure => ({ reason, detail: reason });

/** Targets as far as they are known: `undefined` answered well when it was last asked. */
const targetsOf = (...latest: (UpstreamReason | undefined)[]) =>
  latest.map((reason, index) => ({
    ...newTarget('t', { id: `sp-${index}`, displayName: 'App' }, now),
    ...(reason !== undefined && { readFailure: because(reason), failedReads: 1 }),
  }));
const failed = (...entries: [place: number, reason: UpstreamReason][]) =>
  new Map(entries.map(([place, reason]) => [`sp-${place}`, because(reason)]));

describe('judgePass', () => {
  it.each<[title: string, answers: Parameters<typeof judgePass>[0], reason: UpstreamReason | undefined]>([
    ['one good answer outweighs a stop', { hasGoodRead: true, stop: because('throttled'), targets: [], failures: new Map() }, undefined],
    ['a request that failed as a whole', { hasGoodRead: false, stop: because('throttled'), targets: [], failures: new Map() }, 'throttled'],
    ['nothing asked, nothing known', { hasGoodRead: false, targets: [], failures: new Map() }, undefined],
    ['its only target fails', { hasGoodRead: false, targets: targetsOf(undefined), failures: failed([0, 'unauthorized']) }, undefined],
    [
      'both of two fail now',
      { hasGoodRead: false, targets: targetsOf(undefined, undefined), failures: failed([0, 'unauthorized'], [1, 'unauthorized']) },
      'unauthorized',
    ],
    [
      'one fails now, one failed when it was last asked',
      { hasGoodRead: false, targets: targetsOf('consentMissing', undefined), failures: failed([1, 'consentMissing']) },
      'consentMissing',
    ],
    [
      'one fails now, the other was well when it was last asked',
      { hasGoodRead: false, targets: targetsOf(undefined, undefined), failures: failed([1, 'consentMissing']) },
      undefined,
    ],
    [
      'not all for want of a permission',
      { hasGoodRead: false, targets: targetsOf('consentMissing', undefined), failures: failed([1, 'unavailable']) },
      'unavailable',
    ],
  ])('%s', (_title, answers, reason) => {
    expect(judgePass(answers)).toEqual(reason === undefined ? { read: true } : { read: false, reason, detail: reason });
  });
});
