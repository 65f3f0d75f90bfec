import { describe, expect, it } from '@jest/globals';
import { cardData, currentIncident, incidentData, readCard, readIncident } from '../../../../lib/adapters/tables/rows/incident-codec.ts';
import { sampleClosedIncident, sampleIncident, sampleOutbox } from '../../../support/storage/state-samples.ts';

describe('the row of an incident', () => {
  it('keeps a stub as the first release wrote it', () => {
    const stored = '{"v":1,"state":"closed","hash":"h","seq":3}';
    expect(incidentData({ v: 1, state: 'stub', hash: 'h', openedSeq: 3 })).toBe(stored);
    expect(currentIncident(JSON.parse(stored))).toEqual({ v: 1, state: 'stub', hash: 'h', openedSeq: 3 });
  });

  it('keeps an open or closed incident as it is', () => {
    const open = sampleIncident('h');
    const closed = sampleClosedIncident('h');
    expect(incidentData(open)).toBe(JSON.stringify(open));
    expect(incidentData(closed)).toBe(JSON.stringify(closed));
    expect(currentIncident(JSON.parse(incidentData(open)))).toEqual(open);
  });

  it('names its unsent card by the key, as the first release did', () => {
    const unsent = { createdAt: '2026-11-20T10:00:00.000Z', hash: 'h', seq: 2, kind: 'updated' };
    const stored = { ...sampleIncident('h'), outboxKey: '1795168800000!h!2!updated' };
    expect(JSON.parse(incidentData(sampleIncident('h', { unsent })))).toEqual(stored);
    expect(currentIncident(stored)).toEqual(sampleIncident('h', { unsent }));
    expect(readIncident({ ...sampleClosedIncident('h'), outboxKey: stored.outboxKey })).toEqual(sampleClosedIncident('h', { unsent }));
  });

  it('keeps the name of a card of a kind that only a later release knows', () => {
    const stored = { ...sampleIncident('h'), outboxKey: '1795168800000!h!2!deadline' };
    expect(JSON.parse(incidentData(currentIncident(stored)))).toEqual(stored);
  });

  it('names no card where its key cannot be understood', () => {
    expect(currentIncident({ ...sampleIncident('h'), outboxKey: 'odd' })).toEqual(sampleIncident('h'));
  });

  it('loses the middle of its timeline before it becomes too long for a column', () => {
    const timeline = Array.from({ length: 100 }, (_, index) => ({ at: `${index}`, what: 'updated', detail: 'x'.repeat(1_000) }));
    const kept = JSON.parse(incidentData(sampleIncident('h', { timeline })));
    expect(kept.timeline.map(({ at }: { at: string }) => at)).toEqual(['0', ...timeline.slice(-40).map(({ at }) => at)]);
  });
});

describe('a row of the outbox', () => {
  it('repeats its key, as the first release wrote it', () => {
    const stored =
      '{"v":1,"key":"1795168800000!h!1!opened","tenantId":"11111111-1111-4111-8111-111111111111",' +
      '"incidentId":"11111111-1111-4111-8111-111111111111.h.1","hash":"h","kind":"opened","seq":1,"createdAt":"2026-11-20T10:00:00.000Z",' +
      '"condition":"quarantine","causeCode":"EncounteredQuarantineException"}';
    expect(cardData(sampleOutbox('h'))).toBe(stored);
    expect(readCard(JSON.parse(stored))).toEqual(sampleOutbox('h'));
  });
});
