import type { Books } from '../books/books.ts';
import type { Verdict } from '../check/check-books.ts';
import { postOf } from '../check/check-operations.ts';
import { stateAfter } from '../check/spells.ts';
import type { Harm, Violation } from '../check/violation.ts';
import type { FaultCounts } from '../drive/inject-faults.ts';

/** What one run came to. */
export interface RunResult {
  seed: number;
  minutes: number;
  settledInSeconds: number;
  faults: FaultCounts;
  books: Books;
  verdict: Verdict;
}

const shownPerSort = 6;

const harms: readonly (readonly [title: string, of: readonly Harm[]])[] = [
  ['lost', ['lost', 'leftOver']],
  ['told wrongly', ['toldWrongly', 'badHistory']],
  ['falsely fresh', ['falselyFresh']],
  ['double POSTs', ['doublePost']],
  ['repeated elsewhere', ['repeated']],
  ['other', ['tooEarly', 'wrongTenant', 'leaked', 'crashed']],
];

/** One row a run. */
export function tableOf(results: readonly RunResult[]): string {
  const head = [
    'seed',
    'minutes',
    'kills',
    'faults',
    'changes made',
    'recorded',
    'cards',
    'operations posted',
    'told again in the gap',
    ...harms.map(([title]) => title),
  ];
  const rows = results.map((result) => [...countsOf(result), ...harms.map(([, of]) => numberOf(result.verdict.violations, of))]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function countsOf({ seed, minutes, faults, books, verdict }: RunResult): (string | number)[] {
  const changes = sum([...books.truth.values()].map((spells) => spells.length - 1));
  const recorded = sum([...books.events.values()].map((events) => events.filter((event) => stateAfter(event) !== undefined).length));
  const posted = books.requests.flatMap(postOf).length;
  const byEdge = ['graph', 'teams', 'storage'].map(
    (edge) => `${edge} ${sum([...faults].filter(([kind]) => kind.startsWith(edge)).map(([, count]) => count))}`,
  );
  return [seed, minutes, books.kills.length, byEdge.join(', '), changes, recorded, books.cards.length, posted, verdict.repeats];
}

/** The faults that struck, by kind, and what else is worth knowing of a run. */
export function detailsOf({ faults, books, settledInSeconds }: RunResult): string {
  const struck = [...faults].filter(([, count]) => count > 0).toSorted(([one], [other]) => one.localeCompare(other));
  const { outages } = books;
  const answers = [...books.answers].toSorted(([one], [other]) => one - other).map(([status, count]) => `${status} × ${count}`);
  return [
    `faults that struck: ${struck.map(([kind, count]) => `${kind} × ${count}`).join(', ')}`,
    `asked by the prober: ${answers.join(', ')}; ${books.claims.length} different statements judged`,
    `ordered through the portal: ${books.orders.length}, accepted ${books.orders.filter(({ answers: given }) => given.some(({ status }) => status === 202)).length}`,
    `domains without agents: ${outages.length}, of which the service looked at ${outages.filter(({ wasSeenBefore }) => wasSeenBefore).length} before any quarantine and at ${outages.filter(({ wasSeenIn }) => wasSeenIn).length} in it`,
    `at rest after ${settledInSeconds} s`,
  ].join('\n');
}

/** The first of each sort, and how many more there are. */
export function violationLines(violations: readonly Violation[]): string[] {
  const sorts = Map.groupBy(violations, ({ invariant, harm }) => `${invariant} ${harm}`);
  return [...sorts].flatMap(([sort, list]) => [
    ...list.slice(0, shownPerSort).map(({ what }) => `${sort}: ${what}`),
    ...(list.length > shownPerSort ? [`${sort}: and ${list.length - shownPerSort} more`] : []),
  ]);
}

function numberOf(violations: readonly Violation[], of: readonly Harm[]): number {
  return violations.filter(({ harm }) => of.includes(harm)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
