import { describe, expect, it } from '@jest/globals';
import { currentIncident, incidentData } from '../../../../lib/adapters/tables/rows/incident-codec.ts';
import { sampleClosedIncident, sampleIncident } from '../../../support/storage/state-samples.ts';

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

  it('loses the middle of its timeline before it becomes too long for a column', () => {
    const timeline = Array.from({ length: 100 }, (_, index) => ({ at: `${index}`, what: 'updated', detail: 'x'.repeat(1_000) }));
    const kept = JSON.parse(incidentData(sampleIncident('h', { timeline })));
    expect(kept.timeline.map(({ at }: { at: string }) => at)).toEqual(['0', ...timeline.slice(-40).map(({ at }) => at)]);
  });
});
