import { type PhaseName, referencePhases } from '../../tables/phases.ts';
import { endOf, type Fields, signs, startOf } from '../text/fields.ts';
import { isLetter } from '../text/numbers.ts';

const [shortestHeading, longestHeading] = [7, 90];

// As people write them when they paste one log after the other.
const shortNames: Readonly<Record<PhaseName, readonly string[]>> = {
  connect: ['connect', 'connect to entra id', 'connect to azure active directory', 'connect to microsoft entra'],
  configure: ['configuration', 'ready to configure'],
  'initial-sync': ['initial-sync', 'initial synchronization', 'initial synchronisation'],
};

const phaseByHeading = new Map<string, PhaseName>(
  referencePhases.flatMap(({ phase, heading, otherHeadings }) =>
    [heading, ...otherHeadings, ...shortNames[phase]].map((name) => [name.toLowerCase(), phase] as const),
  ),
);

const words = ['wizard', 'phase', 'page', 'step', 'log'];
// Around the name there may be marks of Markdown, numbers of sections, and words such as in `Wizard page: Configure`.
const heading = new RegExp(
  `^[^a-z]*(?:(?:${words.join('|')})[\\s:"'-]+)*(${[...phaseByHeading.keys()].map(formOf).join('|')})(?:[\\s:"'-]+(?:page|phase|log))*[^a-z]*$`,
  'i',
);

function formOf(name: string): string {
  return name.replace(/[^a-z ]/g, '\\$&').replaceAll(' ', '\\s+');
}

// The pairs of letters that such a line can begin with; nearly every other line is told from a heading by them.
const beginnings = new Uint8Array(65_536);
for (const name of [...phaseByHeading.keys(), ...words]) beginnings[pairOf(name, 0)] = 1;

function pairOf(text: string, at: number): number {
  return ((text.charCodeAt(at) | 32) << 8) | (text.charCodeAt(at + 1) | 32);
}

function mayBegin(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && !isLetter(text.charCodeAt(at))) at++;
  return beginnings[pairOf(text, at)] === 1;
}

// By its length and its first letters.
function mayBeHeading(text: string, from: number, to: number): boolean {
  return to - from <= longestHeading && to - from >= shortestHeading && mayBegin(text, from, to);
}

/** The phase that a line names as the heading of what follows, whatever marks it as one; undefined for any other line. */
export function headingOf(fields: Fields): PhaseName | undefined {
  const { count, text } = fields;
  if (count === 0 || count > 12 || fields.signs & signs.slash) return undefined;
  return headingBetween(text, startOf(fields, 0), endOf(fields, count - 1));
}

/** The same for what stands between two offsets. */
export function headingBetween(text: string, from: number, to: number): PhaseName | undefined {
  if (!mayBeHeading(text, from, to)) return undefined;
  const [, name] = heading.exec(text.slice(from, to)) ?? [];
  return name === undefined ? undefined : phaseByHeading.get(name.toLowerCase().replace(/\s+/g, ' '));
}
