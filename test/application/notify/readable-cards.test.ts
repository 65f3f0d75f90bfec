import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildPayload, linesThatFit, maximumPayloadBytes, type TeamsPayload } from '../../../lib/adapters/teams/build-payload.ts';
import {
  type Condition,
  conditions,
  isGraded,
  jobConditions,
  servicePrincipalConditions,
  tenantConditions,
} from '../../../lib/domain/condition.ts';
import type { IncidentScope, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { incidentSeverities } from '../../../lib/domain/incident/incident-severity.ts';
import { wordings } from '../../../lib/domain/notification/wording.ts';
import { hourInMs, isoOf, minuteInMs } from '../../../lib/domain/time.ts';
import { sampleIncident } from '../../support/storage/state-samples.ts';
import { createFakeChannel, createNotifyWorld } from '../../support/worlds/notify-world.ts';
import { type Reading, readCard, textsOf } from '../../support/worlds/read-card.ts';

interface Problem {
  condition: Condition;
  tenant: number;
  name: string;
  reason: string;
  news: 'opened' | 'updated' | 'resolved';
}

const problem: fc.Arbitrary<Problem> = fc.record({
  condition: fc.constantFrom(...conditions),
  tenant: fc.nat({ max: 30 }),
  name: fc.constantFrom(
    'corp.harbor.example',
    'Workday to Entra',
    'Größe & Söhne [HR](x)',
    '漢字',
    'A very long name of an application '.repeat(5),
  ),
  reason: fc.constantFrom('NoActiveAgents', 'TooManyDeletes', 'InvalidCredentials', 'Cause & ünknown/#', 'own'),
  news: fc.constantFrom('opened', 'updated', 'resolved'),
});

interface Backlog {
  problems: Problem[];
  lately: number;
  inTheHour: number;
  broken: boolean;
}

/** What waits to be told, how many cards went out in the last minutes and in the last hour, and whether the channel was broken. */
const backlog: fc.Arbitrary<Backlog> = fc.record({
  problems: fc.array(problem, { minLength: 1, maxLength: 100, size: 'max' }),
  lately: fc.nat({ max: 8 }),
  inTheHour: fc.constantFrom(0, 20, 47, 58),
  broken: fc.boolean(),
});

function scopeOf(condition: Condition, index: number): IncidentScope {
  const has = (list: readonly string[]) => list.includes(condition);
  if (has(jobConditions)) return { kind: 'job', servicePrincipalId: `sp-${index}`, jobId: `job-${index}` };
  if (has(servicePrincipalConditions)) return { kind: 'servicePrincipal', servicePrincipalId: `sp-${index}` };
  return has(tenantConditions) ? { kind: 'tenant' } : { kind: 'service', name: `part-${index}` };
}

// A channel never reports its own failure, and an age has no cause but itself.
function causeCodeOf(condition: Condition, reason: string): string {
  if (isGraded(condition)) return condition;
  return condition === 'channelBroken' ? 'secondaryBroken' : reason === 'own' ? condition : reason;
}

// Of what grows graver with time, that it did is the news.
function newReason(condition: Condition, reason: string): string {
  return isGraded(condition) ? `now ${incidentSeverities[condition]}` : causeCodeOf(condition, reason);
}

/** Tells a backlog to the end, and answers what is on the cards and what ought to be. */
async function tell({ problems, lately, inTheHour, broken }: Backlog) {
  const world = createNotifyWorld();
  const cards: TeamsPayload[] = [];
  const channel = createFakeChannel();
  channel.linesOf = linesThatFit;
  channel.send = async (message) => {
    cards.push(buildPayload(message));
    return { outcome: 'accepted', proven: true };
  };
  const dispatch = world.dispatcher([channel]);
  await dispatch();
  const record = (await world.channels.get('primary'))?.value;
  if (record === undefined) throw new Error('The channel has no row.');
  const sentAt = [
    ...Array.from({ length: inTheHour }, (_, index) => world.clock.now() - 55 * minuteInMs + index),
    ...Array.from({ length: lately }, (_, index) => world.clock.now() - 2 * minuteInMs + index * 1_000),
  ];
  await world.channels.put(
    { ...record, sentAt, ...(broken && { state: 'broken', failingSince: isoOf(world.clock.now()) }) },
    (await world.channels.get('primary'))?.etag,
  );
  const due: Reading[] = [];
  const added = new Set<string>();
  for (const [index, { condition, tenant, name, reason, news }] of problems.entries()) {
    const scope = scopeOf(condition, index);
    // A problem of a tenant is its only one of that kind; so each has a tenant of its own.
    const tenantId = scope.kind === 'tenant' ? `own-${index}` : scope.kind === 'service' ? 't0' : `t${tenant}`;
    if (!added.has(tenantId)) await world.addTenant(tenantId);
    added.add(tenantId);
    const displayName = scope.kind === 'tenant' ? `Name of ${tenantId}` : `${index} ${name}`;
    const change: Partial<OpenIncident> = {
      scope,
      condition,
      displayName,
      severity: incidentSeverities[condition],
      causeCode: causeCodeOf(condition, reason),
    };
    const told = sampleIncident(`hash-${index}`, {
      ...change,
      tenantId,
      incidentId: `${tenantId}.hash-${index}.1`,
      announced: { opened: isoOf(world.clock.now() - hourInMs) },
    });
    if (news === 'opened') await world.openIncident(tenantId, `hash-${index}`, change);
    if (news === 'updated') await world.tellMore(told, 'updated');
    if (news === 'resolved') {
      await world.state.commit(tenantId, [[{ type: 'incident', value: told }]]);
      await world.resolveIncident(tenantId, `hash-${index}`);
    }
    due.push({
      name: displayName.trim(),
      tenant: 'servicePrincipalId' in scope ? `Name of ${tenantId}` : '',
      word: wordings[condition].word,
      news: { opened: 'opened', updated: 'reason changed', resolved: 'ended' }[news],
      reason: news === 'updated' ? newReason(condition, reason) : '',
    });
  }
  let left = problems.length;
  for (let turn = 0; turn < 150 && left > 0; turn++) {
    world.clock.advance(30_000);
    ({ left } = await dispatch());
  }
  return { cards, due, left };
}

const plain = ({ name, tenant, word, news, reason }: Reading) => [name.slice(0, 20), tenant, word, news, reason].join(' | ');

// Open before ended, and of each what is critical before what is a warning.
function rankOf({ word, news }: Reading): number {
  const condition = conditions.find((known) => wordings[known].word === word);
  const isCritical = condition !== undefined && incidentSeverities[condition] === 'critical';
  return (news === 'ended' ? 2 : 0) + (isCritical ? 0 : 1);
}

describe('sixty random backlogs', () => {
  it('are told so that every opening, ending and changed reason is read from the lines of the cards alone, once', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(backlog, async (given) => {
        const { cards, due, left } = await tell(given);
        expect(left).toBe(0);
        const inert = (text: string) => text.replace(/\]\s*\(/g, '] ·(');
        expect(cards.flatMap(readCard).map(plain).sort()).toEqual(due.map((one) => inert(plain(one))).sort());
        for (const card of cards) {
          expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(maximumPayloadBytes);
          expect(textsOf(card).filter((text) => /\d+ more/.test(text))).toEqual([]);
          const ranks = readCard(card).map(rankOf);
          expect(ranks).toEqual(ranks.toSorted());
        }
        told += due.length;
      }),
      { numRuns: 60, seed: 20_261_121 },
    );
    process.stdout.write(`60 backlogs: ${told} pieces of news, each read once, 0 told only as a number\n`);
  }, 120_000);
});

describe('the first problems of a fresh installation', () => {
  it('are told by name, each tenant by its own, with what is wrong', async () => {
    const causes = ['unreachable', 'consentMissing', 'quarantine', 'silent'] as const;
    const problems = Array.from(
      { length: 12 },
      (_, index): Problem => ({
        condition: causes[index % causes.length] ?? 'silent',
        tenant: index,
        name: 'HR',
        reason: `Cause${index}`,
        news: 'opened',
      }),
    );
    const { cards, due } = await tell({ problems, lately: 0, inTheHour: 0, broken: false });
    expect(cards.map((card) => readCard(card).length)).toEqual(problems.map(() => 1));
    expect(cards.flatMap(readCard).map(plain).sort()).toEqual(due.map(plain).sort());
  });

  it('name a tenant that never could be read by more than its id', async () => {
    const world = createNotifyWorld();
    const channel = createFakeChannel();
    await world.addTenant('named');
    await world.fleet.create('7c1f0a52-4a55-4d0b-9b4e-0d3c5b1e6f21', {
      registration: { v: 1, tenantId: '7c1f0a52-4a55-4d0b-9b4e-0d3c5b1e6f21', addedAt: isoOf(world.clock.now()), source: 'api' },
    });
    const scope = { kind: 'tenant' } as const;
    for (const tenantId of ['named', '7c1f0a52-4a55-4d0b-9b4e-0d3c5b1e6f21'])
      await world.openIncident(tenantId, 'h', { scope, condition: 'unreachable', causeCode: 'timeout', displayName: tenantId });
    world.clock.advance(20_000);
    await world.dispatcher([channel])();
    expect(channel.sent.flatMap(({ items }) => items.map(({ name }) => name))).toEqual([
      'unnamed tenant 7c1f0a52-4a55-4d0b-9b4e-0d3c5b1e6f21',
      'Name of named',
    ]);
  });
});
