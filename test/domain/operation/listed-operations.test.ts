import { describe, expect, it } from '@jest/globals';
import { compareOperations, listedOperations } from '../../../lib/domain/operation/listed-operations.ts';
import { sampleOperation } from '../../support/storage/state-samples.ts';

const at = (minute: number) => new Date(Date.parse('2026-11-20T10:00:00.000Z') + minute * 60_000).toISOString();

describe('the operations of a tenant that are listed with those of all others', () => {
  it('are the last 20 and the unfinished ones, however old, newest first', () => {
    const all = Array.from({ length: 30 }, (_, minute) =>
      sampleOperation(`h${minute}`, { createdAt: at(minute), status: minute === 2 || minute === 5 ? 'Running' : 'Succeeded' }),
    );
    const listed = listedOperations([...all.slice(15), ...all.slice(0, 15)]);
    expect(listed.map(({ hash }) => hash)).toEqual([...all.slice(10).toReversed(), all[5], all[2]].map((operation) => operation?.hash));
    expect(listed).toEqual(listed.toSorted(compareOperations));
  });

  it('hold nothing that only the worker and the guards need, and nobody whom they were for', () => {
    const operation = sampleOperation('h', {
      action: 'provisionOnDemand',
      request: { provision: { ruleId: 'r', subjectHashes: ['s'], subjects: [{ objectId: 'ada', objectTypeName: 'User' }] } },
      attemptUntil: at(1),
      before: { state: 'Active', hadProgress: false },
      lastPostedAt: { start: at(0) },
      signIn: { tokenId: 't' },
    });
    const [listed] = listedOperations([operation]);
    expect(listed?.request).toEqual({ provision: { ruleId: 'r', subjectHashes: ['s'] } });
    for (const name of ['attempts', 'attemptUntil', 'before', 'lastPostedAt', 'signIn', 'bodyHash'])
      expect(listed).not.toHaveProperty(name);
  });
});
