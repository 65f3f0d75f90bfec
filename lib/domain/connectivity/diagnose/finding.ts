import type { RefusedStatus } from '../known/host-tally.ts';
import type { LineRun } from '../log/line-runs.ts';
import type { LineCounts } from '../log/log-line.ts';
import type { Product } from '../tables/endpoint-row.ts';
import type { HostRole } from '../tables/host-roles.ts';
import type { PhaseName, ReferencePhase } from '../tables/phases.ts';
import type { RuleId } from '../tables/rules.ts';

/** A host that is needed and was refused. */
export interface Refusal {
  host: string;
  status: RefusedStatus;
}

/** A row of the tables, as far as a finding speaks of it. */
export interface FoundRow {
  /** The `id` of the row. */
  id: string;
  /** The host or pattern of the row. */
  host: string;
  port: number;
  purpose: string;
  source: string;
}

/** A step of a reference sequence that never came. */
export interface MissingStep {
  phase: PhaseName;
  step: HostRole;
  /** The host to be expected, or the form of its name. */
  host: string;
  port: number;
  source: string;
}

/** A phase of which a log shows something, or whose heading stands in it. */
export interface FoundPhase extends Pick<ReferencePhase, 'phase' | 'heading' | 'securityContext'> {
  /** `heading`: the log names it; `order`: concluded from the order of the hosts. */
  foundBy: 'heading' | 'order';
  complete: boolean;
}

/** Something in the log that means nothing. */
export interface IgnoredHost {
  host: string;
  why: string;
  source: string;
}

/** What to do, and the rule that says so. */
export interface NetworkAdvice {
  /** The rule, or the entry of the error catalogue as `family/code`. */
  rule: RuleId | `${string}/${string}`;
  /** What holds. */
  says: string;
  /** What the administrator of network or server does; absent where nothing is to be done. */
  advice?: string;
  /** The hosts that it is about, at most twenty of them. */
  hosts: string[];
  confidence: string;
  source: string;
  links: string[];
  /** Entries of the error catalogue that tell more, as `family/code`. */
  codes: string[];
}

/** Where a phase stops. */
export interface SequenceStop {
  phase: PhaseName;
  step: HostRole;
}

/** What a log or a list of hosts says of the way to Microsoft. */
export interface NetworkDiagnosis {
  product: Product;
  lines: LineCounts;
  /** Of a log: the lines that were not understood, and blank ones behind them; absent where there are none. */
  notUnderstoodAt?: LineRun[];
  /** Of a log: the lines that show one of the refusals, the first of them; absent where there are none. */
  refusedAt?: LineRun[];
  phases: FoundPhase[];
  /** Rows of the tables that were reached, or that the list opens. */
  reached: FoundRow[];
  /** Of a log the steps that never came; of a list the rows that it does not open. */
  missing: (FoundRow | MissingStep)[];
  refused: Refusal[];
  /** Rows that the log never shows, which is no fault: no reference log shows a host of certificates. */
  notSeen: FoundRow[];
  ignored: IgnoredHost[];
  sequenceStopsAt: SequenceStop | null;
  /** What comes first goes first. */
  advice: NetworkAdvice[];
}
