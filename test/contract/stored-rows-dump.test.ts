import { describe, expect, it } from '@jest/globals';
import {
  fingerprintOfStoredRows,
  payloadOf,
  readStoredRows,
  type StoredCard,
  type StoredIncident,
  sortState,
} from '../support/stored-rows/stored-rows.ts';

const rows = readStoredRows();
const { open, past, stubs, cards, operations, jobs, events, gaps, targets } = sortState(rows);
const count = <Item>(items: readonly Item[], isMeant: (item: Item) => unknown) => items.filter(isMeant).length;
const ofCondition = (incidents: StoredIncident[], condition: string) => count(incidents, (incident) => incident.condition === condition);
const ofStatus = (status: string) => operations.filter((operation) => operation.status === status);
const isSet = (cell: unknown) => cell !== undefined && cell !== '';
const fleet = rows.tables.Fleet ?? [];
const messages = (queue: string) => (rows.queues[queue] ?? []).map(payloadOf) as Record<string, unknown>[];
const claimed = cards.filter(({ cardId }) => cardId !== undefined);
const wasPosted = ({ incidentId, kind }: StoredCard) =>
  rows.told.some((card) => card.kind === kind && card.incidentIds.includes(incidentId));

describe('the rows that the first release wrote', () => {
  it('are never written again', () => {
    expect(fingerprintOfStoredRows()).toBe('7e97d2e608a745d5ab423d9af9b5018774df570d703cb168a6d3312b1333af93');
  });

  it('hold incidents in every part of their life', () => {
    expect({
      open: open.length,
      acknowledged: count(open, ({ acknowledgedAt }) => acknowledgedAt),
      snoozed: count(open, ({ snoozedUntil }) => snoozedUntil),
      reminded: count(open, ({ remindedAt }) => remindedAt),
      flapping: count(open, ({ flappingSince }) => flappingSince),
      reopened: count(open, ({ openedSeq }) => openedSeq > 1),
      past: past.length,
      recovered: count(past, ({ resolution }) => resolution === 'recovered'),
      jobRemoved: count(past, ({ resolution }) => resolution === 'jobRemoved'),
      stubs: stubs.length,
      consentMissing: ofCondition(open, 'consentMissing'),
      unreachable: ofCondition(open, 'unreachable'),
      poison: ofCondition(open, 'poison'),
      channelBroken: ofCondition(open, 'channelBroken'),
    }).toEqual({
      open: 18,
      acknowledged: 1,
      snoozed: 1,
      reminded: 4,
      flapping: 1,
      reopened: 5,
      past: 9,
      recovered: 8,
      jobRemoved: 1,
      stubs: 4,
      consentMissing: 1,
      unreachable: 1,
      poison: 1,
      channelBroken: 1,
    });
  });

  it('hold cards that nobody has taken, and such whose sender died before and after it posted them', () => {
    expect({
      unclaimed: cards.length - claimed.length,
      postedButUnmarked: count(claimed, wasPosted),
      takenButUnposted: count(claimed, (card) => !wasPosted(card)),
      kinds: [...new Set(cards.map(({ kind }) => kind))].sort(),
      told: rows.told.length,
    }).toEqual({
      unclaimed: 7,
      postedButUnmarked: 1,
      takenButUnposted: 1,
      kinds: ['opened', 'reminder', 'resolved', 'updated'],
      told: 38,
    });
  });

  it('hold operations in every state', () => {
    expect({
      awaitingApproval: ofStatus('AwaitingApproval').length,
      notStarted: ofStatus('NotStarted').length,
      postponed: count(ofStatus('NotStarted'), ({ notBefore }) => notBefore),
      takenButUnsent: count(ofStatus('NotStarted'), ({ attemptUntil }) => attemptUntil),
      running: count(ofStatus('Running'), ({ postingAt }) => postingAt),
      doubtful: count(ofStatus('Running'), ({ doubt }) => doubt),
      ...Object.fromEntries(
        ['pending', 'held', 'relapsed', 'unknown'].map((state) => [
          state,
          count(ofStatus('Succeeded'), (each) => each.verification === state),
        ]),
      ),
      withResult: count(operations, ({ result }) => result),
      failed: ofStatus('Failed')
        .map(({ error }) => error?.code)
        .sort(),
      canceled: ofStatus('Canceled')
        .map(({ error }) => error?.code)
        .sort(),
    }).toEqual({
      awaitingApproval: 1,
      notStarted: 4,
      postponed: 1,
      takenButUnsent: 1,
      running: 3,
      doubtful: 1,
      ...{ pending: 1, held: 3, relapsed: 1, unknown: 1 },
      withResult: 1,
      failed: ['OutcomeUnknown', 'RefusedByGraph', 'Throttled'],
      canceled: ['ApprovalExpired', 'Rejected'],
    });
  });

  it('hold jobs with their history, one of them removed, and times of which nothing is known', () => {
    expect({
      targets: targets.length,
      jobs: jobs.length,
      removed: count(jobs, ({ removedAt }) => removedAt),
      missedOnce: count(jobs, ({ readFailingSince }) => readFailingSince),
      events: events.length,
      kinds: [...new Set(events.map(({ type }) => type))].sort(),
      gaps: gaps.length,
    }).toEqual({
      targets: 62,
      jobs: 67,
      removed: 1,
      missedOnce: 1,
      events: 100,
      kinds: ['appeared', 'escrowsChanged', 'executionChanged', 'quarantineChanged', 'removed', 'stateChanged'],
      gaps: 17,
    });
  });

  it('hold tenants in the middle of something', () => {
    expect({
      leasesOfTheDead: count(fleet, ({ leaseOwner }) => isSet(leaseOwner)),
      sendersLease: count(rows.tables.Channels ?? [], ({ data }) => String(data).includes('"leaseOwner"')),
      cursors: count(fleet, ({ cursor }) => isSet(cursor)),
      waiting: count(fleet, ({ notBefore }) => isSet(notBefore)),
      forced: count(fleet, ({ forceRequestedAt }) => isSet(forceRequestedAt)),
      pendingCards: count(fleet, ({ outboxPendingSince }) => isSet(outboxPendingSince)),
      pendingOperations: count(fleet, ({ operationsPendingSince }) => isSet(operationsPendingSince)),
      tombstones: count(rows.tables.Tenants ?? [], ({ data }) => String(data).includes('"removedAt"')),
    }).toEqual({
      leasesOfTheDead: 1,
      sendersLease: 1,
      cursors: 1,
      waiting: 3,
      forced: 1,
      pendingCards: 3,
      pendingOperations: 3,
      tombstones: 1,
    });
  });

  it('hold rows of every table', () => {
    expect(Object.fromEntries(Object.entries(rows.tables).map(([table, list]) => [table, list.length]))).toEqual({
      ...{ Audit: 37, Channels: 2, DeadLetters: 3, ErrorSightings: 11 },
      ...{ Fleet: 10, JobViews: 10, SyncState: 325, Tenants: 9 },
    });
  });

  it('hold messages of every form, and such that were set aside', () => {
    expect({
      ticks: count(messages('poll-tenant'), ({ tickId }) => tickId),
      forced: count(messages('poll-tenant'), ({ force, rebuild }) => force && !rebuild),
      rebuilds: count(messages('poll-tenant'), ({ rebuild }) => rebuild),
      operations: messages('run-operation').length,
      poisonedPolls: messages('poll-tenant-poison').length,
      poisonedOperations: messages('run-operation-poison').length,
    }).toEqual({ ticks: 6, forced: 2, rebuilds: 6, operations: 2, poisonedPolls: 2, poisonedOperations: 2 });
  });
});
