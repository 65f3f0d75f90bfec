import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatCardKey,
  formatIncidentId,
  formatOperationId,
  formatOutboxKey,
  isSameRow,
  parseIncidentId,
  parseOperationId,
  parseOutboxKey,
  tenantOfId,
} from '../../lib/domain/ids.ts';

const tenantId = '6f82823c-7e00-46ee-875b-79b80af25db8';
const hash = 'q3Vb0u6nS1xJ8kZr5tWm-_';
const card = { createdAt: '2026-11-20T10:00:00.007Z', hash, seq: 12, kind: 'opened' };
const letters = [...'ABCxyz0189-_'];
const hashes = fc.string({ unit: fc.constantFrom(...letters), minLength: 22, maxLength: 22 });

describe('ids', () => {
  it('name the tenant first', () => {
    expect(formatOperationId({ tenantId, hash })).toBe('6f82823c-7e00-46ee-875b-79b80af25db8.q3Vb0u6nS1xJ8kZr5tWm-_');
    expect(formatIncidentId({ tenantId, hash, openedSeq: 3 })).toBe('6f82823c-7e00-46ee-875b-79b80af25db8.q3Vb0u6nS1xJ8kZr5tWm-_.3');
    expect(formatOutboxKey(card)).toBe('1795168800007!q3Vb0u6nS1xJ8kZr5tWm-_!12!opened');
    expect(formatCardKey({ tenantId, ...card })).toBe(`${tenantId}!${formatOutboxKey(card)}`);
  });

  it('give back what was formatted', () => {
    fc.assert(
      fc.property(fc.uuid(), hashes, fc.integer({ min: 1, max: 999_999_999 }), fc.nat(4_000_000_000_000), (id, its, seq, millis) => {
        expect(parseOperationId(formatOperationId({ tenantId: id, hash: its }))).toEqual({ tenantId: id, hash: its });
        const incident = { tenantId: id, hash: its, openedSeq: seq };
        expect(parseIncidentId(formatIncidentId(incident))).toEqual(incident);
        const row = { createdAt: new Date(millis).toISOString(), hash: its, seq, kind: 'reminder' };
        expect(parseOutboxKey(formatOutboxKey(row))).toEqual(row);
      }),
    );
  });

  it.each(['', 'x', `${tenantId}.`, `.${hash}`, `${tenantId}.${hash}.1.2`, `${tenantId}.${hash}!`, `${'t'.repeat(65)}.${hash}`])(
    'do not understand %j',
    (text) => {
      expect([parseOperationId(text), parseIncidentId(text), parseOutboxKey(text)]).toEqual([undefined, undefined, undefined]);
    },
  );

  it.each(['0', '01', '-1', '1.0', '1e3', '1234567890', ''])('know no opening %j', (openedSeq) => {
    expect(parseIncidentId(`${tenantId}.${hash}.${openedSeq}`)).toBeUndefined();
  });

  it('tell the tenant even of an id that is not understood', () => {
    expect([`${tenantId}.${hash}.1`, `${tenantId}.?`, tenantId, ''].map(tenantOfId)).toEqual([tenantId, tenantId, tenantId, '']);
  });

  it('are one for one row of the outbox, whatever else is known of it', () => {
    expect(isSameRow(card, { ...card })).toBe(true);
    const others = [
      { ...card, seq: 13 },
      { ...card, kind: 'resolved' },
      { ...card, hash: 'h' },
      { ...card, createdAt: '2026-11-20T10:00:00.008Z' },
    ];
    expect(others.filter((other) => isSameRow(card, other))).toEqual([]);
  });
});
