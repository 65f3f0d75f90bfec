import { type PhaseName, referencePhases } from '../tables/phases.ts';
import { endOf, type Fields, signs, startOf } from './fields.ts';

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

// Around the name there may be marks of Markdown, numbers of sections, and words such as in `Wizard page: Configure`.
const heading = new RegExp(
  `^[^a-z]*(?:(?:wizard|phase|page|step|log)[\\s:"'-]+)*(${[...phaseByHeading.keys()].map(formOf).join('|')})(?:[\\s:"'-]+(?:page|phase|log))*[^a-z]*$`,
  'i',
);

function formOf(name: string): string {
  return name.replace(/[^a-z ]/g, '\\$&').replaceAll(' ', '\\s+');
}

/** The phase that a line names as the heading of what follows, whatever marks it as one; undefined for any other line. */
export function headingOf(fields: Fields): PhaseName | undefined {
  const { count, text } = fields;
  if (count === 0 || count > 12 || fields.signs & signs.slash) return undefined;
  const [from, to] = [startOf(fields, 0), endOf(fields, count - 1)];
  if (to - from > longestHeading || to - from < shortestHeading) return undefined;
  const [, name] = heading.exec(text.slice(from, to)) ?? [];
  return name === undefined ? undefined : phaseByHeading.get(name.toLowerCase().replace(/\s+/g, ' '));
}
