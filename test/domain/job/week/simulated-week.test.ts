import { describe, expect, it } from '@jest/globals';
import type { CurrentIncident, OpenIncident } from '../../../../lib/domain/incident/incident.ts';
import type { JobRecord } from '../../../../lib/domain/job/record/job-record.ts';
import { jobPlace } from '../../../../lib/domain/job/synchronization-job.ts';
import { decideJob, type JobTerms } from '../../../../lib/domain/tenant/decide/decide-job.ts';
import type { Known, KnownTenant } from '../../../../lib/domain/tenant/decide/known-tenant.ts';
import { key } from '../../fixtures.ts';
import { type Chance, day, type Life, lives, minute, weekBegins } from './lives.ts';

const isFull = process.env.SOAK === '1';
const jobs = isFull ? 300 : 68;
const days = isFull ? 7 : 6;
const pollInMs = 5 * minute;
/** Three readings in a row, one of them lost, and the one that was just missed. */
const slackInMs = 5 * pollInMs;

/** mulberry32: small, and the same everywhere. */
function chanceOf(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, between: (low, high) => Math.floor(low + next() * (high - low)) };
}

interface Told {
  condition: OpenIncident['condition'];
  openedAt: number;
  closedAt: number;
}

/** Every incident of one life, as the poller would write it, with every twentieth reading lost. */
function live(life: Life, chance: Chance): Told[] {
  const told: Told[] = [];
  let stored: Partial<Known<JobRecord>> = {};
  const incidents = new Map<string, Known<CurrentIncident>>();
  const offset = chance.between(0, pollInMs);
  for (let now = weekBegins + offset; now < weekBegins + days * day; now += pollInMs) {
    if (chance.next() < 0.05) continue;
    const operation = life.operationAt?.(now);
    const operations: KnownTenant['operations'] = new Map(operation === undefined ? [] : [[jobPlace(key), operation]]);
    const known: KnownTenant = { targets: new Map(), incidents, troubled: new Set(incidents.size > 0 ? [jobPlace(key)] : []), operations };
    const reading = { kind: 'snapshot', observedAt: new Date(now - 1000).toISOString(), snapshot: life.jobAt(now) } as const;
    const { record, incidents: after } = decideJob(known, { key, stored }, reading, { ...terms, now });
    if (record !== undefined) stored = { value: record, etag: 'job' };
    for (const incident of after) note(told, incidents, incident, now);
  }
  return told;
}

function note(told: Told[], incidents: Map<string, Known<CurrentIncident>>, incident: CurrentIncident, now: number): void {
  const before = incidents.get(incident.hash)?.value;
  incidents.set(incident.hash, { value: incident, etag: 'incident' });
  const current = before?.state === 'open' ? told.findLast(({ condition }) => condition === before.condition) : undefined;
  if (incident.state !== 'open') {
    if (current !== undefined) current.closedAt = now;
  } else if (current === undefined) told.push({ condition: incident.condition, openedAt: now, closedAt: Number.POSITIVE_INFINITY });
  else current.condition = incident.condition;
}

const terms: Omit<JobTerms, 'now'> = {
  channelConfigured: false,
  reminderInMs: day,
  pollIntervalInMs: pollInMs,
  tickId: '',
  incidentHash: (_scope, condition) => condition,
};

describe('a week of a simulated fleet', () => {
  const chance = chanceOf(20_260_309);
  const fleet = Array.from({ length: jobs }, (_, index) => lives[index % lives.length]?.(chance)).filter((life) => life !== undefined);
  const seen = fleet.map((life) => ({ life, told: live(life, chance) }));
  const of = (condition: Told['condition']) =>
    seen.map(({ life, told }) => ({ life, its: told.filter((each) => each.condition === condition) }));
  const end = weekBegins + days * day;

  it('tells of no silence that is none, and of every true one within its bound', () => {
    const wrong = of('silent').flatMap(({ life, its }) => (life.silence === undefined && its.length > 0 ? life.name : []));
    const delays = of('silent').flatMap(({ life: { silence }, its }) => {
      if (silence === undefined || silence.from + silence.limitInMs + slackInMs > end) return [];
      const [first] = its;
      return [first === undefined ? Number.POSITIVE_INFINITY : first.openedAt - silence.from - silence.limitInMs];
    });
    const late = delays.filter((delay) => !(delay >= 0 && delay <= slackInMs));
    const longest = Math.max(...delays) / minute;
    const numbers = `false SILENT ${wrong.length}, true ones ${delays.length}, told late or never ${late.length}, longest ${longest.toFixed(1)} min after the limit`;
    process.stdout.write(`\n${jobs} jobs × ${days} days: ${numbers}\n`);
    expect({ wrong, late }).toEqual({ wrong: [], late: [] });
    expect(delays.length).toBeGreaterThan(jobs / 20);
  });

  it('takes silence back once the job itself shows life, and tells of it once', () => {
    for (const { life, its } of of('silent')) {
      if (life.silence === undefined) continue;
      expect(its.length).toBeLessThanOrEqual(1);
      for (const { closedAt } of its) expect(closedAt >= life.silence.to).toBe(true);
    }
  });

  it('raises no alarm on a job that was never set up, or is off by intent', () => {
    const quiet = seen.filter(({ life }) => life.neverSetUp || life.name === 'switched off and on by intent');
    const alarms = quiet.filter(({ told }) => told.length > 0).map(({ life }) => life.name);
    process.stdout.write(`\n${quiet.length} jobs never set up or off by intent: ${alarms.length} alarms\n`);
    expect(alarms).toEqual([]);
    expect(quiet.length).toBeGreaterThan(jobs / 12);
  });

  it('keeps the incident of a job that Microsoft disabled until a good run', () => {
    const wrong = seen.filter(({ life: { disabled }, told }) => {
      if (disabled === undefined) return told.some(({ condition }) => condition === 'disabled');
      const [first, ...others] = told;
      return others.length > 0 || first?.condition !== 'disabled' || first.closedAt < Math.min(disabled.to, end);
    });
    process.stdout.write(`\n${seen.filter(({ life }) => life.disabled).length} jobs disabled by Microsoft: ${wrong.length} told wrongly\n`);
    expect(wrong.map(({ life, told }) => ({ name: life.name, told }))).toEqual([]);
  });
});
