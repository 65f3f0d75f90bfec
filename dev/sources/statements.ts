import { answeredStatements } from './answered-statements.ts';
import type { Statement } from './statement.ts';
import { toldStatements } from './told-statements.ts';

/** As they are numbered: 002-9 before 002-10, those of the questions (F) after the others. */
function placeOf(id: string): string {
  return id.replace(/F(\d+)$/, (_, place: string) => String(900 + Number(place)));
}

/** What public guides on hybrid identity state, in the order of the guides. */
export const statements: readonly Statement[] = [...toldStatements, ...answeredStatements].sort((one, other) =>
  placeOf(one.id).localeCompare(placeOf(other.id), 'en', { numeric: true }),
);
