import { describe, expect, it } from '@jest/globals';
import type { CurrentIncident, OpenIncident, OutboxRow } from '../../../lib/domain/incident/incident.ts';
import { decideIncident, type IncidentContext } from '../../../lib/domain/incident/incident-life.ts';
import { dayInMs, hourInMs, isoOf } from '../../../lib/domain/time.ts';

const began = Date.parse('2026-11-01T06:30:00.000Z');

interface Life {
  /** Days since the series began at which the incident is first seen, and until which it is watched. */
  from?: number;
  to?: number;
  /** What somebody did to it before a pass. */
  before?(incident: OpenIncident, day: number): Partial<OpenIncident>;
  /** Days in which no pass happened. */
  down?: [from: number, to: number];
  verdict?(day: number): 'open' | 'unknown';
  /** Whether the sender can deliver. */
  delivers?(day: number): boolean;
  channelConfigured?(day: number): boolean;
  /** When the series began, in days. */
  seriesBegan?(day: number): number;
}

interface Told {
  kind: string;
  day: number;
}

/** A pass an hour, the sender right after it, and every pass on rows that a new process has read. */
function live({ from = 0, to = 28, before, down = [99, 99], ...world }: Life): Told[] {
  const told: Told[] = [];
  let stored: CurrentIncident | undefined;
  let outbox: OutboxRow[] = [];
  for (let hour = from * 24; hour <= to * 24; hour++) {
    const day = hour / 24;
    if (day >= down[0] && day < down[1]) continue;
    const now = began + hour * hourInMs;
    const read: CurrentIncident | undefined = stored && JSON.parse(JSON.stringify(stored));
    const current = read?.state === 'open' ? { ...read, ...before?.(read, day) } : read;
    const context: IncidentContext = {
      tenantId: 't',
      scope: { kind: 'job', servicePrincipalId: 'sp', jobId: 'job' },
      condition: 'quarantine',
      hash: 'h',
      displayName: 'HR',
      channelConfigured: world.channelConfigured?.(day) ?? true,
      reminderInMs: dayInMs,
      disableAt: isoOf(began + ((world.seriesBegan?.(day) ?? 0) + 28) * dayInMs),
      flips: [],
      now,
    };
    const decision = decideIncident(current, { verdict: world.verdict?.(day) ?? 'open', cause: { causeCode: 'A' } }, context);
    if (decision.kind !== 'none') {
      if (decision.outbox) outbox.push(decision.outbox);
      const { outboxRemoved } = decision;
      outbox = outbox.filter(({ seq }) => seq !== outboxRemoved?.seq);
    }
    stored = decision.kind === 'none' ? current : decision.incident.state === 'open' ? decision.incident : undefined;
    if (world.delivers?.(day) === false || stored?.state !== 'open') continue;
    for (const { kind } of outbox) {
      told.push({ kind, day });
      const { unsent: _, ...rest } = stored;
      stored = { ...rest, announced: { ...stored.announced, [kind]: isoOf(now) } };
    }
    outbox = [];
  }
  return told;
}

const acknowledged = { acknowledgedAt: isoOf(began), acknowledgedBy: 'somebody' };
const snoozed = { snoozedUntil: isoOf(began + 60 * dayInMs), snoozedBy: 'somebody' };
const all = [14, 21, 25, 27];

describe('a quarantine that nobody ends', () => {
  it.each<[string, Life, number[]]>([
    ['left alone', {}, all],
    ['acknowledged on its first day', { before: () => acknowledged }, all],
    ['snoozed past everything', { before: () => snoozed }, all],
    ['acknowledged and snoozed', { before: () => ({ ...acknowledged, ...snoozed }) }, all],
    ['that flaps', { before: () => ({ flappingSince: isoOf(began) }) }, all],
    ['that cannot be read any more', { verdict: (day) => (day < 1 ? 'open' : 'unknown') }, all],
    ['first seen at 20 days left', { from: 8 }, all],
    ['first seen at 2 days left', { from: 26 }, [26 + 1 / 24, 27]],
    ['first seen in its last hours', { from: 27.5 }, [27.5 + 1 / 24]],
    ['first seen after the date', { from: 29, to: 60 }, []],
    ['while the service was down from 12 to 2 days left', { down: [16, 26] }, [14, 26, 27]],
    ['while the service was down over a threshold, acknowledged', { down: [20.5, 21.5], before: () => acknowledged }, [14, 21.5, 25, 27]],
    ['while the channel was broken from 10 to 5 days left', { delivers: (day) => day < 18 || day >= 23 }, [14, 23, 25, 27]],
    ['with a channel that is set up at 6 days left', { channelConfigured: (day) => day >= 22 }, [22 + 1 / 24, 25, 27]],
  ])('is warned of at 14, 7, 3 and 1 days before the switch-off, each once: %s', (_name, life, expected) => {
    const days = live(life).flatMap(({ kind, day }) => (kind === 'deadline' ? [day] : []));
    expect(days).toEqual(expected);
  });

  it('is told of the threshold that is nearest, not of those that passed unheard', () => {
    const kinds = live({ from: 26, before: () => acknowledged }).map(({ kind }) => kind);
    expect(kinds).toEqual(['opened', 'deadline', 'deadline']);
  });

  it('is warned of again when it left quarantine unseen and a new series counts down', () => {
    const restarted = (day: number) => (day < 22 ? 0 : 22);
    expect(live({ to: 50, seriesBegan: restarted }).flatMap(({ kind, day }) => (kind === 'deadline' ? [day] : []))).toEqual([
      14, 21, 36, 43, 47, 49,
    ]);
  });

  it('takes a date that only moved by seconds for the same date', () => {
    const jitter = (day: number) => (Math.floor(day * 24) % 2) * (1 / 86_400);
    expect(live({ seriesBegan: jitter }).filter(({ kind }) => kind === 'deadline')).toHaveLength(4);
  });

  it('is reminded of daily only while nobody looks after it, and never twice a day', () => {
    expect(live({ before: () => acknowledged }).map(({ kind }) => kind)).toEqual(['opened', ...all.map(() => 'deadline')]);
    const days = live({}).map(({ day }) => day);
    expect(days).toEqual(Array.from({ length: 29 }, (_, day) => day));
  });
});
