import { meansTheSame } from '../../canonical-text.ts';
import { countSighting, isConditionOpen, type Sighting, verdictOf } from '../../condition-count.ts';
import type { IncidentScope, OpenIncident } from '../../incident/incident.ts';
import type { AgentsReading } from '../../job/agents/agents-reading.ts';
import type { JobWord } from '../../job/agents/job-word.ts';
import { type DomainVerdict, judgeDomain } from '../../job/agents/judge-domain.ts';
import type { OnPremisesDomain } from '../../job/agents/on-premises-domain.ts';
import { defined } from '../../optional.ts';
import { dayInMs, isoOf, millisOf } from '../../time.ts';
import type { DomainRecord, StoredWord } from './domain-record.ts';
import { type IncidentTerms, type IncidentWrites, incidentWrites } from './incident-writes.ts';
import type { Known, KnownTenant } from './known-tenant.ts';
import type { StateWrite } from './state-write.ts';

const condition = 'agentDown';
const wordsKept = 50;
const flipsKept = 20;
/** Readings in a row that showed every job off, after which nobody waits for the agents. */
const offReadingsThatEnd = 2;

/** A domain as the jobs of a pass show it; without words it is gone. */
export interface DomainSight {
  tenantId: string;
  domain: OnPremisesDomain;
  words: readonly JobWord[];
  othersRun: boolean;
  reading: AgentsReading | undefined;
}

interface DomainDecision {
  /** Absent while there is nothing to keep: the domain is well, or no job is of it any more. */
  record?: DomainRecord;
  incident: IncidentWrites;
  writes: StateWrite[];
}

/** The scope of a domain's incidents. */
function domainScope(domain: string) {
  return { kind: 'domain', domain } as const satisfies IncidentScope;
}

/** The open incident of a domain's agents, which speaks for those problems of its jobs that it explains. */
export function parentOf(
  { incidents }: Pick<KnownTenant, 'incidents'>,
  domain: string,
  { incidentHash }: Pick<IncidentTerms, 'incidentHash'>,
): OpenIncident | undefined {
  const incident = incidents.get(incidentHash(domainScope(domain), condition))?.value;
  return incident?.state === 'open' ? incident : undefined;
}

/** What a pass is worth for one domain: its row, and what becomes of the incident of its agents. */
export function decideDomain(
  known: KnownTenant,
  stored: Known<DomainRecord> | undefined,
  sight: DomainSight,
  terms: IncidentTerms,
): DomainDecision {
  const { tenantId, domain } = sight;
  const subject = { tenantId, scope: domainScope(domain.name), condition, displayName: domain.name } as const;
  if (sight.words.length === 0) {
    const cause = { causeCode: parentOf(known, domain.name, terms)?.causeCode ?? condition };
    const incident = incidentWrites(known, { ...subject, flips: [] }, { verdict: 'unknown', cause, gone: 'domainRemoved' }, terms);
    return { incident, writes: [...removal(stored), ...incident.writes] };
  }
  const judged = judgeDomain({ ...sight, domain: domain.name });
  const sighting = sightingOf(judged);
  const parent = parentOf(known, domain.name, terms);
  const offReadings = parent && sighting !== 'good' ? offReadingsOf(stored?.value, sight.words) : undefined;
  const isOver = offReadings === offReadingsThatEnd;
  const count = isOver ? undefined : countSighting(condition, stored?.value.counts[condition], sighting);
  const counted = { counts: count === undefined ? {} : { [condition]: count }, ...(!isOver && defined({ offReadings })) };
  const record = recordOf(stored?.value, sight, judged, counted, terms.now);
  const verdict = verdictOf(condition, count, sighting);
  const cause = { causeCode: causeCodeOf(parent, judged, sight.words) };
  const ending = isOver ? ({ gone: 'jobsOff' } as const) : {};
  const incident = incidentWrites(known, { ...subject, flips: record.flips ?? [] }, { verdict, cause, ...ending }, terms);
  // A domain that is well, as nearly all are, costs no row.
  if (isQuiet(record)) return { incident, writes: [...removal(stored), ...incident.writes] };
  const isSame = stored !== undefined && meansTheSame(stored.value, record);
  const row: StateWrite[] = isSame ? [] : [{ type: 'domain', value: record, ...defined({ etag: stored?.etag }) }];
  return { record, incident, writes: [...row, ...incident.writes] };
}

function isQuiet({ verdict, counts, flips, offReadings }: DomainRecord): boolean {
  return verdict !== 'down' && counts[condition] === undefined && flips === undefined && offReadings === undefined;
}

function offReadingsOf(before: DomainRecord | undefined, words: readonly JobWord[]): number | undefined {
  return words.every(({ isOff }) => isOff) ? (before?.offReadings ?? 0) + 1 : undefined;
}

function removal(stored: Known<DomainRecord> | undefined): StateWrite[] {
  return stored?.etag === undefined ? [] : [{ type: 'domainRemoved', domain: stored.value.domain, etag: stored.etag }];
}

// A doubt opens nothing, and takes nothing back.
function sightingOf({ verdict, isAlarming }: DomainVerdict): Sighting {
  if (isAlarming) return 'bad';
  return verdict === 'up' ? 'good' : 'unknown';
}

// Jobs may name several codes in turn: the cause stays what it is as long as one of them still says it.
function causeCodeOf(parent: OpenIncident | undefined, { code }: DomainVerdict, words: readonly JobWord[]): string {
  const isStillSaid = parent !== undefined && (code === undefined || words.some((word) => word.code === parent.causeCode));
  return isStillSaid ? parent.causeCode : (code ?? condition);
}

function recordOf(
  before: DomainRecord | undefined,
  { tenantId, domain, words }: DomainSight,
  { verdict, confidence, complaints }: DomainVerdict,
  counted: Pick<DomainRecord, 'counts' | 'offReadings'>,
  now: number,
): DomainRecord {
  const at = isoOf(now);
  const wasOpen = isConditionOpen(condition, before?.counts[condition]);
  const recent = (before?.flips ?? []).filter((flip) => now - millisOf(flip) < dayInMs);
  const flips = wasOpen === isConditionOpen(condition, counted.counts[condition]) ? recent : [...recent, at].slice(-flipsKept);
  return {
    v: 1,
    tenantId,
    domain: domain.name,
    source: domain.source,
    jobs: words.length,
    words: words.map(asStored).sort(compareWords).slice(0, wordsKept),
    verdict,
    ...defined({ confidence, complaints }),
    since: before?.verdict === verdict ? before.since : at,
    ...counted,
    ...(flips.length > 0 && { flips }),
  };
}

function asStored({
  upAt: _,
  isQuarantined: __,
  everyInMs: ___,
  from: ____,
  isOff: _____,
  isUnread: ______,
  ...word
}: JobWord): StoredWord {
  return word;
}

// Those that complain first, so that none of them is cut off.
function compareWords(one: StoredWord, other: StoredWord): number {
  const rank = ({ says }: StoredWord) => (says === 'down' || says === 'silent' ? 0 : 1);
  const place = ({ servicePrincipalId, jobId }: StoredWord) => `${servicePrincipalId} ${jobId}`;
  return rank(one) - rank(other) || (place(one) < place(other) ? -1 : 1);
}
