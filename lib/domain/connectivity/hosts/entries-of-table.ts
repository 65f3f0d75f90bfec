// What the columns are called that say what a row opens, in the order in which an entry has it; and what parts them.
const columns = [
  /^(?:action|permission)$/,
  /^direction$/,
  /^protocol$/,
  /^(?:host|hostname|host name|host pattern|fqdn|url|address|destination|domain|endpoint)$/,
  /^(?:ports?|destination ports?)$/,
] as const;
const [protocolColumn, hostColumn, apexColumn] = [2, 3, 'alsomatchapex'];
const delimiters = [',', ';', '\t', '|'];
// What says no more than the port, or stands for nothing.
const silent = /^(?:https?|-|)$/i;

/** The columns of a table: which cell of a row is which of an entry, and what parts them. */
interface HostTable {
  delimiter: string;
  width: number;
  /** -1 for one that the table has not. */
  places: readonly number[];
  /** Of the column that says whether `*.` stands for the name below it too; -1 for none. */
  apexPlace: number;
}

/**
 * The lines of a list, those below the names of columns as entries of the same meaning: what is beside host, port, protocol, direction and
 * action is left out. Any other line stays as it is.
 */
export function entriesOfTable(lines: readonly string[]): string[] {
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
    const names = cellsOf(line, delimiter).map((name) => name.toLowerCase());
    const places = columns.map((form) => names.findIndex((name) => form.test(name)));
    if (names.length > 1 && (places[hostColumn] ?? -1) >= 0 && names.every((name) => !name.includes('.')))
      return { delimiter, width: names.length, places, apexPlace: names.indexOf(apexColumn) };
  }
  return undefined;
}

function entryOf({ delimiter, width, places, apexPlace }: HostTable, line: string): string {
  const cells = cellsOf(line, delimiter);
  if (cells.length !== width) return line;
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

// Cells between quotes may hold what parts them; a bar at an end of the line parts nothing.
function cellsOf(line: string, delimiter: string): string[] {
  const text = delimiter === '|' ? line.replace(/^\s*\||\|\s*$/g, '') : line;
  const cells = text.match(new RegExp(`(?:"(?:[^"]|"")*"|[^"\\${delimiter}])*(?:\\${delimiter}|$)`, 'g')) ?? [];
  return cells
    .slice(0, text.endsWith(delimiter) ? cells.length : -1)
    .map((cell) => (cell.endsWith(delimiter) ? cell.slice(0, -1) : cell).trim().replace(/^"(.*)"$/s, '$1'));
}
