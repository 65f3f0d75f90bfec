import { describe, expect, it } from '@jest/globals';
import type { ClosedIncident } from '../../../../lib/domain/incident/incident.ts';
import type { Books } from '../../books/books.ts';
import { at, honestBooks, timeAt } from '../honest-books.ts';
import { checkAgents } from './check-agents.ts';

const tenantId = 'tenant-1';
const domain = 'corp.example';
const parentId = `${tenantId}.agents.1`;
const childId = `${tenantId}.child.1`;

function incident(changes: Partial<ClosedIncident>): ClosedIncident {
  const [first] = honestBooks().incidents;
  if (first?.state !== 'closed') throw new Error('The books have no closed incident');
  return { ...first, causeCode: 'HybridIdentityServiceNoActiveAgents', ...changes };
}

/** A domain whose agents were down from 100 s to 160 s: told at 110 s, one job in quarantine from 130 s, over at 180 s. */
function familyBooks(): Pick<Books, 'outages' | 'incidents' | 'cards'> {
  const parent = { incidentId: parentId, condition: 'agentDown', scope: { kind: 'domain', domain } } as const;
  const child = { incidentId: childId, scope: { kind: 'job', servicePrincipalId: 'sp-1', jobId: 'job-1' }, parentId } as const;
  const card = (kind: string, seconds: number) => ({ at: at(seconds), status: 202, kind, incidentIds: [parentId], unnamed: 0 });
  return {
    outages: [
      {
        ...{ tenantId, domain, jobs: [`${tenantId}/sp-1/job-1`], downAt: at(100), quarantinedAt: at(125), upAt: at(160) },
        ...{ wasSeenBefore: true, wasSeenIn: true },
      },
    ],
    incidents: [
      incident({ ...parent, openedAt: timeAt(110), resolvedAt: timeAt(180) }),
      incident({ ...child, openedAt: timeAt(130), resolvedAt: timeAt(170) }),
    ],
    cards: [card('opened', 115), card('resolved', 185)],
  };
}

function verdictOn(doctor: (books: ReturnType<typeof familyBooks>) => unknown): string[] {
  const books = familyBooks();
  doctor(books);
  return checkAgents(books).map(({ invariant, harm }) => `${invariant} ${harm}`);
}

const change = (index: number, changes: Partial<ClosedIncident>) => (books: ReturnType<typeof familyBooks>) =>
  Object.assign(books.incidents[index] ?? {}, changes);
const tell = (incidentId: string, seconds: number) => (books: ReturnType<typeof familyBooks>) =>
  books.cards.push({ at: at(seconds), status: 202, kind: 'opened', incidentIds: [incidentId], unnamed: 0 });

describe('I11: all agents of a domain down are one problem, that speaks for its jobs', () => {
  it('has nothing to say against honest books', () => {
    expect(verdictOn(() => undefined)).toEqual([]);
  });

  it('allows that nobody saw it, and that nobody saw it before the quarantine', () => {
    const unseen = (books: ReturnType<typeof familyBooks>) => Object.assign(books, { incidents: [], cards: [] });
    const blind = { wasSeenBefore: false, wasSeenIn: false };
    expect(verdictOn((books) => [unseen(books), Object.assign(books.outages[0] ?? {}, blind)])).toEqual([]);
    const late = change(0, { openedAt: timeAt(129) });
    expect(verdictOn((books) => [late(books), Object.assign(books.outages[0] ?? {}, { wasSeenBefore: false })])).toEqual([]);
  });

  it('allows a child that outlives it to be told', () => {
    expect(verdictOn((books) => [change(1, { resolvedAt: timeAt(200) })(books), tell(childId, 190)(books)])).toEqual([]);
  });

  it('notices an outage that a pass saw and nobody was told of', () => {
    expect(verdictOn((books) => books.incidents.shift())).toEqual(['I11 lost']);
  });

  it('notices one that was opened only after the quarantine, although a pass saw it before', () => {
    expect(verdictOn(change(0, { openedAt: timeAt(129) }))).toEqual(['I11 lost']);
  });

  it('notices a second one of the same agents, and one that has no reason at all', () => {
    const again = incident({ ...familyBooks().incidents[0], incidentId: 'again', openedAt: timeAt(150) } as ClosedIncident);
    expect(verdictOn((books) => books.incidents.push(again))).toContain('I11 repeated');
    expect(verdictOn((books) => books.incidents.push({ ...again, openedAt: timeAt(50) }))).toEqual(['I11 toldWrongly']);
  });

  it('notices one that is called over too early, or not as recovered, or never ends', () => {
    expect(verdictOn(change(0, { resolvedAt: timeAt(150) }))).toEqual(['I11 toldWrongly']);
    expect(verdictOn(change(0, { resolution: 'domainRemoved' }))).toEqual(['I11 toldWrongly']);
    const endless = { state: 'open', resolvedAt: undefined } as unknown as Partial<ClosedIncident>;
    expect(verdictOn(change(0, endless))).toEqual(['I11 lost']);
  });

  it('notices an incident of its jobs that does not stand under it, or is told beside it', () => {
    expect(verdictOn(change(1, { parentId: 'another' }))).toEqual(['I11 toldWrongly']);
    expect(verdictOn(tell(childId, 140))).toEqual(['I11 repeated']);
  });
});
