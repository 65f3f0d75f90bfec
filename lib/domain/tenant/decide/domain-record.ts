import type { ConditionCounts } from '../../condition-count.ts';
import type { JobWord } from '../../job/agents/job-word.ts';
import type { DomainVerdict } from '../../job/agents/judge-domain.ts';
import type { OnPremisesDomain } from '../../job/agents/on-premises-domain.ts';

/** What is stored of one on-premises domain whose agents are in question, or were in the last 24 hours: what its jobs say of them, and what follows. Times are UTC ISO. */
export interface DomainRecord {
  v: 1;
  tenantId: string;
  domain: string;
  /** What names it. */
  source: OnPremisesDomain['source'];
  /** Its jobs; more than the words that are kept of them where there are very many. */
  jobs: number;
  words: StoredWord[];
  verdict: DomainVerdict['verdict'];
  confidence?: DomainVerdict['confidence'];
  /** How many jobs stand to it that the agents are down; absent on older rows, and where Graph alone says so. */
  complaints?: number;
  /** When the verdict became what it is. */
  since: string;
  counts: ConditionCounts;
  /** Readings in a row that showed every job off while the incident of its agents was open. */
  offReadings?: number;
  /** When its agents were called down and up again in the last 24 hours. */
  flips?: string[];
}

/** When a job ran well, or began to fail, is not kept: each run would be another row. */
export type StoredWord = Omit<JobWord, 'upAt' | 'isOff' | 'isQuarantined' | 'everyInMs' | 'from' | 'isUnread'>;
