import { isConditionOpen } from '../condition-count.ts';
import { isOfAgents, namesAgents } from '../job/agents/agent-codes.ts';
import type { AgentsReading } from '../job/agents/agents-reading.ts';
import { judgeDomain } from '../job/agents/judge-domain.ts';
import type { OnPremisesDomain } from '../job/agents/on-premises-domain.ts';
import type { HealthReason } from '../job/health/health.ts';
import { defined } from '../optional.ts';
import type { DomainRecord, StoredWord } from '../tenant/decide/domain-record.ts';
import type { ListedJob } from './judge-tenant.ts';
import { isRunningWell } from './running-well.ts';

/** One on-premises domain as it is shown. */
export interface DomainView extends Pick<DomainRecord, 'tenantId' | 'domain' | 'source' | 'jobs' | 'words' | 'verdict'> {
  confidence?: DomainRecord['confidence'];
  /** When the agents came in question, or out of it; absent while they are well. */
  since?: string;
  /** Set while the agents were called down and answer again: the incident ends with the next reading that is as good. */
  recovering?: true;
  /** What their complaint is explained by. */
  code?: string;
}

interface DomainFacts {
  jobs: readonly ListedJob[];
  /** Of the domains whose agents are in question, or lately were. */
  records: readonly DomainRecord[];
  reading: AgentsReading | undefined;
  /** Whether the tenant was lately read: what is old proves nothing good. */
  isFresh: boolean;
}

/** Every domain of the jobs, in the order of their names. Of one without a row all that its jobs say is that they run, or that they do not. */
export function viewDomains({ jobs, records, reading, isFresh }: DomainFacts): DomainView[] {
  const known = new Map(records.map((record) => [record.domain, record]));
  const views = [...Map.groupBy(jobs, ({ domain }) => domain?.name)].flatMap(([name, its]) => {
    const domain = its[0]?.domain;
    if (name === undefined || domain === undefined) return [];
    const record = known.get(name);
    return [record === undefined ? viewQuiet(domain, its, reading) : viewRecord(record)];
  });
  return views.sort((one, other) => (one.domain < other.domain ? -1 : 1)).map((view) => (isFresh ? view : asOld(view)));
}

function viewRecord({ counts, flips: _, v: __, complaints: ___, ...record }: DomainRecord): DomainView {
  const recovering = record.verdict === 'up' && isConditionOpen('agentDown', counts.agentDown) ? (true as const) : undefined;
  const code = record.verdict === 'down' ? record.words.find(({ code: its }) => its !== undefined)?.code : undefined;
  return { ...record, ...defined({ recovering, code }) };
}

function viewQuiet({ name, source }: OnPremisesDomain, jobs: readonly ListedJob[], reading: AgentsReading | undefined): DomainView {
  const words = jobs.map(wordOf).sort((one, other) => (one.jobId < other.jobId ? -1 : 1));
  // Without a row every complaint is refuted, by the poller that has the times of the runs.
  const standing = words.map((word) => (word.says === 'up' ? word : { ...word, says: 'nothing' as const }));
  const { verdict, confidence } = judgeDomain({ domain: name, words: standing, othersRun: true, reading });
  // That its agents are down is told by the poller alone, which has the times of their runs.
  const told = verdict === 'down' ? { verdict: 'unknown' as const } : { verdict, ...defined({ confidence }) };
  return { tenantId: jobs[0]?.tenantId ?? '', domain: name, source, jobs: jobs.length, words, ...told };
}

function wordOf(job: ListedJob): StoredWord {
  const { servicePrincipalId, jobId, displayName, kind } = job;
  const plain = { servicePrincipalId, jobId, displayName, kind };
  const code = complaintOf(job);
  if (code !== undefined) return { ...plain, says: 'down', code, ...(namesAgents(code) && { namesAgents: true as const }) };
  if (job.readFailingSince === undefined && job.reasons.includes('silent')) return { ...plain, says: 'silent' };
  // Whether its last run wrote anything is not among what lists know.
  const isWriting = kind === 'writeback' || kind === 'groupProvisioningToAD';
  return { ...plain, says: isRunningWell(job) && !isWriting ? 'up' : 'nothing' };
}

const off: readonly HealthReason[] = ['disabled', 'paused', 'notConfigured'];

// An error that a run left behind which was no failure complains of nothing.
function complaintOf({ errorCode, reasons, readFailingSince }: ListedJob): string | undefined {
  const isSpeaking = readFailingSince === undefined && !reasons.some((reason) => off.includes(reason));
  const isFailing = isSpeaking && reasons.some((reason) => reason === 'quarantined' || reason === 'completeFailures');
  return isFailing && errorCode !== undefined && isOfAgents(errorCode) ? errorCode : undefined;
}

function asOld({ confidence, recovering: _, ...view }: DomainView): DomainView {
  const words = view.words.map((word) => (word.says === 'up' ? { ...word, says: 'nothing' as const } : word));
  if (view.verdict === 'up') return { ...view, words, verdict: 'unknown' };
  return { ...view, words, ...defined({ confidence }) };
}
