import { describe, expect, it } from '@jest/globals';
import type { PrecedingChange, PrecedingChanges } from '../../../client/client.d.ts';
import { foundSentence, kindWords, limitWords, sourceWords, whatWords } from '../../../ui/screens/story/changes/change-words.ts';

const [from, to] = ['2026-11-29T06:00:00.000Z', '2026-11-30T06:00:00.000Z'];
const change = (given: Partial<PrecedingChange>): PrecedingChange => ({
  at: from,
  source: 'seenByUs',
  kind: 'provisioning',
  what: 'restart',
  count: 1,
  ...given,
});
const answer = (given: Partial<PrecedingChanges>): PrecedingChanges => ({
  value: [],
  more: 0,
  from,
  brokeAt: to,
  seenByUs: { gaps: 0 },
  auditLog: { read: { rows: 0, from, to }, truncated: false },
  ...given,
});

describe('what changed before it broke, in words', () => {
  it('tells who says it apart, and says what Graph names something in Graph’s words', () => {
    expect([kindWords(change({})), whatWords(change({})), sourceWords(change({}))]).toEqual(['Provisioning', 'restarted', 'seen by us']);
    const audited = change({
      source: 'auditLog',
      kind: 'assignment',
      what: 'Add app role assignment grant to user',
      count: 40,
      outcome: 'failure',
    });
    expect([kindWords(audited), whatWords(audited), sourceWords(audited)]).toEqual([
      'Assignments',
      'Add app role assignment grant to user (failure), 40 times',
      'said by the audit log',
    ]);
    expect(whatWords(change({ outcome: 'OutcomeUnknown' }))).toBe('restarted (OutcomeUnknown)');
  });

  it('shows a kind that this page does not know yet as it is', () => {
    expect(kindWords(change({ kind: 'toString' as PrecedingChange['kind'] }))).toBe('toString');
  });

  it('says that nothing was found only of what was read', () => {
    expect(foundSentence(answer({}))).toBe('Nothing was found in what was read: our own history and the audit log');
    const unread = answer({ auditLog: { unavailable: { reason: 'permissionMissing' } } });
    expect(foundSentence(unread)).toBe('Nothing was found in what we saw ourselves');
    expect(foundSentence(answer({ value: [change({})], more: 3 }))).toBe('4 changes in the 24 hours before it broke');
    expect(limitWords(answer({}))).toEqual([]);
  });

  it('names every limit of the answer', () => {
    const limits = limitWords(
      answer({ seenByUs: { watchedSince: to, gaps: 2 }, auditLog: { read: { rows: 9, notUnderstood: 1, from, to }, truncated: true } }),
    );
    expect(limits).toHaveLength(4);
    expect(limits.join(' ')).toMatch(/did not know the job yet.*not read 2 times.*left unread.*1 line/);
  });

  it('tells a job that was watched for a part of the time from one that was not watched at all', () => {
    const limitsOf = (watchedSince: string) => limitWords(answer({ seenByUs: { watchedSince, gaps: 0 } }));
    expect(limitsOf('2026-11-30T05:59:59.999Z')).toEqual(['This service knew the job for a part of that time only.']);
    expect(limitsOf('2026-11-30T06:00:01.000Z')).toEqual([expect.stringContaining('did not know the job yet')]);
  });
});
