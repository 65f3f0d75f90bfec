import type { Mark } from '../tables/mark.ts';
import { type PhaseName, referencePhases } from '../tables/phases.ts';
import { inferPhases } from './infer-phases.ts';
import type { PhaseMarks } from './sequence.ts';

/** The requests of a log that are steps of the sequence, under the headings of the wizard's pages where the log has them. */
export interface Sections {
  /** @param client Who asked, as the log names it; 0 for nobody. */
  note(mark: Mark, client: number): void;
  /** A request of which nobody knows what came of it: a step that may have come, in whichever phase. */
  noteUnclear(mark: Mark, client: number): void;
  heading(phase: PhaseName): void;
  /** The phases, and whether several clients asked for steps and none of them as a server does. */
  finish(newestFirst: boolean): { phases: PhaseMarks[]; unclearSteps: ReadonlySet<Mark>; isOfOthers: boolean };
}

interface Step {
  mark: Mark;
  client: number;
  /** Whether it is left open what came of it. */
  isUnclear: boolean;
}

interface Section {
  /** Absent before the first heading. */
  phase?: PhaseName;
  steps: Step[];
}

const mostSteps = 100_000;
const mostHeadings = 1_000;

// Whoever signs in may be anybody; these are asked by servers.
const isOfServer = (mark: Mark) => mark === 'discovery' || mark === 'anchor' || mark === 'relay';
const isOfWizard = (mark: Mark) => mark === 'login.microsoftonline.com' || mark === 'directory-discovery' || mark === 'relay';

/** @param isOfVersion6 Whether a client goes by an address of version 6. */
export function createSections(isOfVersion6: (client: number) => boolean): Sections {
  const sections: Section[] = [{ steps: [] }];
  const unclearSteps = new Set<Mark>();
  let [current, count] = [sections[0] as Section, 0];
  const add = (mark: Mark, client: number, isUnclear: boolean) => {
    const last = current.steps.at(-1);
    if ((last?.mark === mark && last.client === client && last.isUnclear === isUnclear) || count === mostSteps) return;
    current.steps.push({ mark, client, isUnclear });
    count++;
  };
  return {
    note: (mark, client) => add(mark, client, false),
    noteUnclear(mark, client) {
      unclearSteps.add(mark);
      if (isOfWizard(mark)) add(mark, client, true);
    },
    heading(phase) {
      if (sections.length === mostHeadings) return;
      current = { phase, steps: [] };
      sections.push(current);
    },
    finish(newestFirst) {
      const { clients, servers } = clientsOf(sections);
      const isOfOthers = clients.size > 1 && servers.size === 0;
      const own = servers.size === 0 ? clients : new Set([...servers, 0, ...secondAddresses(clients, servers, isOfVersion6)]);
      return { phases: phasesOf(withoutNavigation(sections), { own, isOfOthers, newestFirst }), unclearSteps, isOfOthers };
    },
  };
}

/** Who asked for steps, and who among them as a server does. There may be a hundred thousand steps: none of them is copied. */
function clientsOf(sections: readonly Section[]): { clients: ReadonlySet<number>; servers: ReadonlySet<number> } {
  const [clients, servers] = [new Set<number>(), new Set<number>()];
  for (const { steps } of sections)
    for (const { mark, client, isUnclear } of steps) {
      if (isUnclear) continue;
      clients.add(client);
      if (isOfServer(mark)) servers.add(client);
    }
  return { clients, servers };
}

/**
 * Clients that may be the server by another address, though they only sign in: a machine with two cards, or one that is on both versions of
 * IP, asks now by the one and now by the other. So may be the only other client, and one that alone among all, or among all others, is of
 * the version that no server is of. Among many users nobody can tell.
 */
function secondAddresses(
  clients: ReadonlySet<number>,
  servers: ReadonlySet<number>,
  isOfVersion6: (client: number) => boolean,
): readonly number[] {
  const others = [...clients].filter((client) => client > 0 && !servers.has(client));
  if (others.length < 2) return others;
  const versions = new Set([...servers].map(isOfVersion6));
  const ofOtherVersion = others.filter((client) => !versions.has(isOfVersion6(client)));
  return ofOtherVersion.length === 1 ? ofOtherVersion : [];
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
  /** The clients whose steps are those of the server. */
  own: ReadonlySet<number>;
  isOfOthers: boolean;
  newestFirst: boolean;
}

function phasesOf(sections: readonly Section[], { own, isOfOthers, newestFirst }: Choice): PhaseMarks[] {
  const orderOf = (phase: PhaseName | undefined) => {
    const order: Order = { marks: [], firstOpen: Number.POSITIVE_INFINITY, lastOpen: -1 };
    for (const section of sections) if (section.phase === phase) addSteps(order, section.steps, own);
    return order;
  };
  const inferred = isOfOthers ? [] : phasesInOrder(orderOf(undefined), newestFirst);
  const headed = referencePhases
    .filter(({ phase }) => sections.some((section) => section.phase === phase))
    .map(({ phase }): PhaseMarks => ({ phase, foundBy: 'heading', marks: orderOf(phase).marks }));
  // The title of a page by itself is no log of it.
  if (headed.every(({ marks }) => marks.length === 0)) return inferred;
  // A heading outweighs what the order suggests.
  return [...inferred.filter(({ phase }) => !headed.some((one) => one.phase === phase)), ...headed];
}

/** What was asked for, without what follows itself, and how much of it stands before the first and the last request that is left open. */
interface Order {
  marks: Mark[];
  firstOpen: number;
  lastOpen: number;
}

function phasesInOrder({ marks, firstOpen, lastOpen }: Order, newestFirst: boolean): PhaseMarks[] {
  return newestFirst ? inferPhases(marks.toReversed(), marks.length - firstOpen) : inferPhases(marks, lastOpen);
}

/** Adds what these clients asked for. A request that is left open may name nobody. */
function addSteps(order: Order, steps: readonly Step[], own: ReadonlySet<number>): void {
  const { marks } = order;
  for (const { mark, client, isUnclear } of steps) {
    if (isUnclear && (client === 0 || own.has(client))) {
      order.firstOpen = Math.min(order.firstOpen, marks.length);
      order.lastOpen = marks.length;
    } else if (!isUnclear && mark !== marks.at(-1) && own.has(client)) marks.push(mark);
  }
}
