import type { HostRole } from '../tables/host-roles.ts';
import { type PhaseName, type PhaseStep, type ReferencePhase, referencePhases } from '../tables/phases.ts';

/** What of the sequence a request is: the sign-in by its host, as the phases differ by it; the others by what they do. */
export type Mark = 'login.microsoftonline.com' | 'login.windows.net' | Exclude<HostRole, 'sign-in'>;

/** The mark of a host that has a role. */
export function markOf(host: string, role: HostRole): Mark {
  if (role !== 'sign-in') return role;
  return host === 'login.windows.net' ? 'login.windows.net' : 'login.microsoftonline.com';
}

/** The marks of one phase in the order in which they came, repetitions in a row left out. */
export interface PhaseMarks {
  phase: PhaseName;
  foundBy: 'heading' | 'order';
  marks: Mark[];
}

/** What was seen of each step of a phase. */
export interface JudgedPhase {
  reference: ReferencePhase;
  foundBy: PhaseMarks['foundBy'];
  missing: PhaseStep[];
  /** The first of the steps at the end that never came. */
  stop: PhaseStep | undefined;
  isEmpty: boolean;
}

function referenceOf(phase: PhaseName): ReferencePhase {
  // Every name of a phase has its entry in the table.
  return referencePhases.find((reference) => reference.phase === phase) as ReferencePhase;
}

function hasCome({ role, host, orRole }: PhaseStep, seen: ReadonlySet<Mark>): boolean {
  return seen.has(markOf(host, role)) || (orRole !== undefined && orRole !== 'sign-in' && seen.has(orRole));
}

/** Compares a phase with its reference. A step counts by its role: of several anchors one is enough. What may have come is not missing. */
export function judgePhase({ phase, foundBy, marks }: PhaseMarks, unclear: ReadonlySet<Mark>): JudgedPhase {
  const reference = referenceOf(phase);
  const seen = new Set([...marks, ...unclear]);
  const missing = reference.steps.filter((step) => !hasCome(step, seen));
  const lastSeen = reference.steps.findLastIndex((step) => hasCome(step, seen));
  return { reference, foundBy, missing, stop: reference.steps[lastSeen + 1], isEmpty: lastSeen < 0 };
}
