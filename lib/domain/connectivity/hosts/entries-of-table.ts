import { isOpenCell, type OpenColumn, openColumnsOf } from './open-columns.ts';

// What the columns are called that say what a row opens, in the order in which an entry has it; and what parts them.
const columns = [
  /^(?:direction|richtung)$/,
  /^(?:protocol|protokoll)$/,
  /^(?:host|hostname|host name|host pattern|fqdn|url|address|destination|domain|endpoint)$/,
  /^(?:(?:destination |open |allowed )?ports?)$/,
] as const;
const [protocolColumn, hostColumn, apexColumn] = [1, 2, 'alsomatchapex'];
const delimiters = [',', ';', '\t', '|'];
// What says no more than the port, or stands for nothing.
const silent = /^(?:https?|-|)$/i;

/** The columns of a table: which cell of a row is which of an entry, and what parts them. */
interface HostTable {
  delimiter: string;
  /** Whether a bar at an end of the line parts nothing. */
  isFramed: boolean;
  width: number;
  /** -1 for one that the table has not. */
  places: readonly number[];
  /** Of the column that says whether `*.` stands for the name below it too; -1 for none. */
  apexPlace: number;
  openColumns: readonly OpenColumn[];
}

/**
 * The lines of a list, those below the names of columns as entries of the same meaning: what is beside host, port, protocol and direction is
 * left out, and undefined stands for a row that some column does not call open. Any other line stays as it is.
 */
export function entriesOfTable(lines: readonly string[]): (string | undefined)[] {
  let table: HostTable | undefined;
  return lines.flatMap((line) => {
    const named = tableOf(line);
    if (named !== undefined) {
      table = named;
      return [];
    }
    return [table === undefined ? line : entryOf(table, line)];
  });
}

function tableOf(line: string): HostTable | undefined {
  for (const delimiter of delimiters) {
    const isFramed = delimiter === '|' && /^\s*\|/.test(line);
    const written = cellsOf(line, delimiter, isFramed);
    const names = written.map((name) => name.toLowerCase());
    const places = columns.map((form) => names.findIndex((name) => form.test(name)));
    if (names.length > 1 && (places[hostColumn] ?? -1) >= 0 && names.every((name) => !name.includes('.'))) {
      const apexPlace = names.indexOf(apexColumn);
      const openColumns = openColumnsOf(written, [...places, apexPlace]);
      return { delimiter, isFramed, width: names.length, places, apexPlace, openColumns };
    }
  }
  return undefined;
}

function entryOf({ delimiter, isFramed, width, places, apexPlace, openColumns }: HostTable, line: string): string | undefined {
  const cells = cellsOf(line, delimiter, isFramed);
  // One alone, or one too many, is of no row.
  if (cells.length === 1 || cells.length > width) return line;
  if (!openColumns.every(({ place, kind }) => isOpenCell(kind, cells[place] ?? ''))) return undefined;
  if (cells.length < width) return line;
  const hasApex = cells[apexPlace]?.toLowerCase() === 'true';
  return (
    places
      .map((place, column) => ({ cell: cells[place] ?? '', column }))
      .filter(({ cell, column }) => cell !== '' && !(column === protocolColumn && silent.test(cell)))
      // A dot alone stands for the name and all below it.
      .map(({ cell, column }) => (hasApex && column === hostColumn ? cell.replace(/^\*(?=\.)/, '') : cell))
      .join(' ')
  );
}

// Cells between quotes may hold what parts them.
function cellsOf(line: string, delimiter: string, isFramed: boolean): string[] {
  const text = isFramed ? line.replace(/^\s*\||\|\s*$/g, '') : line;
  const cells = text.match(new RegExp(`(?:"(?:[^"]|"")*"|[^"\\${delimiter}])*(?:\\${delimiter}|$)`, 'g')) ?? [];
  return cells
    .slice(0, text.endsWith(delimiter) ? cells.length : -1)
    .map((cell) => (cell.endsWith(delimiter) ? cell.slice(0, -1) : cell).trim().replace(/^"(.*)"$/s, '$1'));
}
