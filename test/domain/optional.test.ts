import { describe, expect, it } from '@jest/globals';
import { defined } from '../../lib/domain/optional.ts';

describe('optional fields', () => {
  it('are absent, never undefined; every other value stays', () => {
    const kept: { a?: string; b?: number; c?: null; d?: boolean } = defined({ a: '', b: 0, c: null, d: undefined });
    expect(Object.entries(kept)).toEqual([
      ['a', ''],
      ['b', 0],
      ['c', null],
    ]);
  });
});
