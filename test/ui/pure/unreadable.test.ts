import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Unreadable, unreadableShown } from '../../../ui/screens/fleet/unreadable-shown.ts';

describe('the tenants that cannot be read, above the jobs', () => {
  const of = (tenantId: string, given: Partial<Unreadable> = {}): Unreadable => ({ tenantId, reason: 'unreachable', jobs: 0, ...given });
  const many = (count: number, code: string, from = 0) =>
    Array.from({ length: count }, (_, index) => of(`${code}${from + index}`, { code, displayName: `Shop ${from + index}` }));
  const linesOf = (tenants: readonly Unreadable[], text = '') => {
    const { lines, others } = unreadableShown(tenants, text);
    return { lines: lines.map((alike) => [alike[0]?.code, alike.length]), others };
  };

  it('have a line each while they are five, and one a fault when they are more, the most frequent first', () => {
    expect(linesOf(many(5, 'A'))).toEqual({ lines: Array(5).fill(['A', 1]), others: 0 });
    const mixed = [...many(2, 'A'), of('x'), ...many(300, 'B')];
    expect(linesOf(mixed)).toEqual({
      lines: [
        ['B', 300],
        ['A', 2],
        [undefined, 1],
      ],
      others: 0,
    });
  });

  it('stand in two lines where the same code is for different people to mend', () => {
    const explained = (whoMustAct: 'microsoft' | 'tenant-admin') =>
      many(4, 'A').map((tenant) => ({ ...tenant, explanation: { title: 'No', meaning: 'No.', remedies: [], whoMustAct } }));
    expect(linesOf([...explained('microsoft'), ...explained('tenant-admin')]).lines).toEqual([
      ['A', 4],
      ['A', 4],
    ]);
  });

  it('are those that a search finds, by name, id, code or reason, and the others are counted', () => {
    const tenants = [...many(7, 'AADSTS7000'), of('depot', { displayName: 'Dépôt' })];
    expect(linesOf(tenants, 'depot')).toEqual({ lines: [[undefined, 1]], others: 7 });
    expect(linesOf(tenants, 'shop aadsts').lines).toEqual([['AADSTS7000', 7]]);
    expect(linesOf(tenants, 'shop 3')).toEqual({ lines: [['AADSTS7000', 1]], others: 7 });
    expect(linesOf(tenants, 'unreachable').others).toBe(0);
    expect(linesOf(tenants, 'terminal')).toEqual({ lines: [], others: 8 });
  });

  it('never take more than five lines, and each is in a line or counted', () => {
    const tenant = fc.record({ code: fc.string({ maxLength: 2 }), displayName: fc.string() });
    fc.assert(
      fc.property(fc.array(tenant, { maxLength: 40 }), fc.string({ maxLength: 1 }), (given, text) => {
        const tenants = given.map((fields, index) => of(String(index), fields));
        const { lines, others } = unreadableShown(tenants, text);
        expect(lines.length).toBeLessThanOrEqual(5);
        expect(lines.flat().length + others).toBe(tenants.length);
      }),
    );
  });
});
