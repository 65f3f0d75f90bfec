import { type Mark, markOf } from '../tables/mark.ts';
import { type PhaseName, type PhaseStep, type ReferencePhase, referencePhases } from '../tables/phases.ts';

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
  /** The steps that may have come: they were asked for, and it was not understood what came of it. */
  unclear: PhaseStep[];
  /** The first of the steps at the end that never came; undefined also where nobody knows what came of the one before it. */
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

/**
 * Compares a phase with its reference. A step counts by its role: of several anchors one is enough. What may have come is not missing; nor is
 * what would come behind it, where nothing does: it may have been refused, and is the whole cause then.
 */
export function judgePhase({ phase, foundBy, marks }: PhaseMarks, unclearMarks: ReadonlySet<Mark>): JudgedPhase {
  const reference = referenceOf(phase);
  const [clear, seen] = [new Set(marks), new Set([...marks, ...unclearMarks])];
  const absent = reference.steps.filter((step) => !hasCome(step, seen));
  const unclear = reference.steps.filter((step) => !hasCome(step, clear) && hasCome(step, seen));
  const lastSeen = reference.steps.findLastIndex((step) => hasCome(step, seen));
  const last = reference.steps[lastSeen];
  const isOpen = last !== undefined && unclear.includes(last);
  const missing = isOpen ? absent.filter((step) => reference.steps.indexOf(step) < lastSeen) : absent;
  return { reference, foundBy, missing, unclear, stop: isOpen ? undefined : reference.steps[lastSeen + 1], isEmpty: lastSeen < 0 };
}
