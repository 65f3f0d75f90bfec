import { expect, it } from '@jest/globals';
import { satisfies } from '../../../infra/graph/satisfies.ts';

it.each([
  [{ a: 1, more: 2 }, { a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{}, { a: 1 }, false],
  [undefined, { a: 1 }, false],
  [{ list: [{ id: 'y', more: 1 }, { id: 'x' }] }, { list: [{ id: 'x' }, { id: 'y' }] }, true],
  [{ list: [{ id: 'x' }, { id: 'withdrawn' }] }, { list: [{ id: 'x' }] }, false],
  [{ list: [] }, { list: [{ id: 'x' }] }, false],
  [{}, { list: [] }, true],
  [{ list: null }, { list: [] }, true],
])('%j is enough for %j: %s', (held, wanted, verdict) => {
  expect(satisfies(held, wanted)).toBe(verdict);
});
