import { type PhaseName, referencePhases } from '../tables/phases.ts';
import { inferPhases } from './infer-phases.ts';
import type { Mark, PhaseMarks } from './sequence.ts';

/** The requests of a log that are steps of the sequence, under the headings of the wizard's pages where the log has them. */
export interface Sections {
  /** @param client Who asked, as the log names it; 0 for nobody. */
  note(mark: Mark, client: number): void;
  /** A request of which nobody knows what came of it: a step that may have come, in whichever phase. */
  noteUnclear(mark: Mark): void;
  heading(phase: PhaseName): void;
  /** The phases, and whether several clients asked for steps and none of them as a server does. */
  finish(newestFirst: boolean): { phases: PhaseMarks[]; unclearSteps: ReadonlySet<Mark>; isOfOthers: boolean };
}

interface Step {
  mark: Mark;
  client: number;
}

interface Section {
  /** Absent before the first heading. */
  phase?: PhaseName;
  steps: Step[];
}

const mostSteps = 100_000;
const mostHeadings = 1_000;

// Whoever signs in may be anybody; these are asked by servers.
const isOfServer = ({ mark }: Step) => mark === 'discovery' || mark === 'anchor' || mark === 'relay';

export function createSections(): Sections {
  const sections: Section[] = [{ steps: [] }];
  const unclearSteps = new Set<Mark>();
  let [current, count] = [sections[0] as Section, 0];
  return {
    note(mark, client) {
      const last = current.steps.at(-1);
      if ((last?.mark === mark && last.client === client) || count === mostSteps) return;
      current.steps.push({ mark, client });
      count++;
    },
    noteUnclear: (mark) => void unclearSteps.add(mark),
    heading(phase) {
      if (sections.length === mostHeadings) return;
      current = { phase, steps: [] };
      sections.push(current);
    },
    finish(newestFirst) {
      const steps = sections.flatMap((section) => section.steps);
      const clients = new Set(steps.map(({ client }) => client));
      const servers = new Set(steps.filter(isOfServer).map(({ client }) => client));
      const isOfOthers = clients.size > 1 && servers.size === 0;
      return { phases: phasesOf(withoutNavigation(sections), { servers, isOfOthers, newestFirst }), unclearSteps, isOfOthers };
    },
  };
}

/**
 * Without the headings that are the wizard's list of its pages, pasted with the page: several before the first request, where nothing says
 * which of them it came under, but for one that comes a second time, as the title of the page.
 */
function withoutNavigation(sections: readonly Section[]): readonly Section[] {
  const first = sections.findIndex(({ steps, phase }) => phase !== undefined && steps.length > 0);
  const titles = sections.slice(1, first + 1).map(({ phase }) => phase);
  const isTitle = titles.indexOf(titles.at(-1)) < titles.length - 1;
  if (first < 2 || new Set(titles).size < 2) return sections;
  const { phase, steps = [] } = sections[first] ?? {};
  return [sections[0] as Section, isTitle ? { ...(phase && { phase }), steps } : { steps }, ...sections.slice(first + 1)];
}

interface Choice {
  servers: ReadonlySet<number>;
  isOfOthers: boolean;
  newestFirst: boolean;
}

function phasesOf(sections: readonly Section[], { servers, isOfOthers, newestFirst }: Choice): PhaseMarks[] {
  const marksOf = (phase: PhaseName | undefined) => {
    const steps = sections.flatMap((section) => (section.phase === phase ? section.steps : []));
    return withoutRepeats(servers.size === 0 ? steps : steps.filter(({ client }) => servers.has(client)));
  };
  const open = isOfOthers ? [] : marksOf(undefined);
  const inferred = inferPhases(newestFirst ? open.toReversed() : open);
  const headed = referencePhases
    .filter(({ phase }) => sections.some((section) => section.phase === phase))
    .map(({ phase }): PhaseMarks => ({ phase, foundBy: 'heading', marks: marksOf(phase) }));
  // The title of a page by itself is no log of it.
  if (headed.every(({ marks }) => marks.length === 0)) return inferred;
  // A heading outweighs what the order suggests.
  return [...inferred.filter(({ phase }) => !headed.some((one) => one.phase === phase)), ...headed];
}

function withoutRepeats(steps: readonly Step[]): Mark[] {
  return steps.flatMap(({ mark }, place) => (mark === steps[place - 1]?.mark ? [] : [mark]));
}
