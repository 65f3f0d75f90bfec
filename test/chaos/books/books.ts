import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import type { Incident, OutboxRow } from '../../../lib/domain/incident/incident.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';

/** A time in which a job did not change: `Active`, `Paused`, …, `Quarantine {code}`, or `Gone` while Graph does not list it. */
export interface Spell {
  /** Milliseconds since the epoch; it lasts until the next spell begins. */
  from: number;
  state: string;
}

/** One thing the API said of one job, from the first time to the last. */
export interface Claim {
  job: string;
  state: string;
  /** When, so the API says, it was last read; milliseconds since the epoch. */
  observedAt: number;
  freshness: string;
  where: 'list' | 'document';
  /** When the first such answer came, and when the last was asked for. */
  answeredAt: number;
  lastAskedAt: number;
}

export interface BookedCard {
  at: number;
  /** What the channel answered; 0 when it took the card and gave no answer. */
  status: number;
  kind: string;
  incidentIds: string[];
  /** Problems that the card tells of by number only. */
  unnamed: number;
}

export interface Kill {
  at: number;
  /** Rows that a sender had taken and that were not yet marked. If the channel has their card, they may be told once more. */
  claimed: { incidentId: string; createdAt: string }[];
}

/** What the portal asked for with one key, and every answer to it; `status` 0 when none came. */
export interface Order {
  key: string;
  job: string;
  action: string;
  answers: { at: number; status: number; location?: string }[];
}

/** A time in which all agents of a domain were down. Times are milliseconds since the epoch. */
export interface Outage {
  tenantId: string;
  domain: string;
  /** Ids of its jobs. */
  jobs: string[];
  downAt: number;
  /** When the first job fell into quarantine. */
  quarantinedAt: number;
  upAt: number;
  /** Whether the service had looked at all of it after as many failed runs as tell, and before any quarantine. */
  wasSeenBefore: boolean;
  /** Whether it had while the jobs were in quarantine. */
  wasSeenIn: boolean;
}

/** How the fleet is shown once everything has settled. */
export interface FinalList {
  value: Pick<Claim, 'job' | 'state' | 'observedAt'>[];
  /** As `/status` counts them. */
  total: number;
}

/** Everything that any side wrote down; what the checks judge. */
export interface Books {
  freshLimitInMs: number;
  retryAfterInMs: number;
  /** By job id (`tenant/servicePrincipal/job`): what was true, in the order of time. */
  truth: Map<string, Spell[]>;
  /** By job id: what the product recorded, oldest first. */
  events: Map<string, JobEvent[]>;
  claims: Claim[];
  final: FinalList;
  incidents: Incident[];
  /** Cards that still wait in the end. */
  waiting: OutboxRow[];
  cards: BookedCard[];
  posts: { at: number; status: number }[];
  requests: LogEntry[];
  /** Whose service principal it is. */
  owners: Map<string, string>;
  operations: OperationRecord[];
  orders: Order[];
  kills: Kill[];
  outages: Outage[];
  /** Times at which a host ended although nobody had killed it. */
  deaths: number[];
  /** Answers of the API by status. */
  answers: Map<number, number>;
  /** Where a secret was found. */
  leaks: string[];
}
