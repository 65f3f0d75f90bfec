/** What a row of a table says of its answer: the number in its column, or the word there, and the words in those of actions and exceptions. */
export interface RowAnswer {
  /** Undefined where the row gives none. */
  number: number | undefined;
  words: string;
}

interface Table {
  /** Absent, any blank. */
  delimiter: string | undefined;
  width: number;
  status: number;
  words: readonly number[];
}

// Names of columns without their signs, as logs write them.
const ofHosts =
  /^(?:cs|[re]|req(?:uest)?|dest(?:ination)?|dst|server)?host(?:name)?$|^(?:cs|e|request|requested|full|raw)?ur[il]$|^(?:domain|target)$/;
const ofStatus =
  /^(?:sc|http|response)?status(?:code)?$|^(?:http)?resp(?:onse)?code$|^responsestatus(?:code)?$|^httpcode$|^(?:return|result)(?:code)?$/;
const ofWords = [
  /^(?:s|policy|final)?action(?:taken)?$|^(?:sc)?filterresult$|^verdict$|^disposition$|^decision$|^outcome$|^aktion$|^massnahme$/,
  /^x?exception(?:id)?$|^(?:error|failure)(?:code|name|type|status|reason|message|text)?$|^sessionendreason$|^fehler(?:code)?$/,
  /^reason(?:code|phrase)?$|^(?:message|msg|details|grund|meldung)$|^status(?:text|message)$/,
];
// `No block rule matched`, `not blocked`
const negated =
  /\bun(?:block|reject|drop|forbid)\w*|\b(?:no|not|non|never|without)[\s_-]{1,3}(?:block|den|reject|drop|forbid|refus|time.?out)\w*/gi;
const [longestHeader, mostColumns] = [4_096, 256];

/** Reads a text line by line, and answers for each row below a header that names its columns; undefined for any other line. */
export function createTableAnswers(): { note(line: string): void; answerOf(line: string): RowAnswer | undefined } {
  let table: Table | undefined;
  return {
    note(line) {
      if (line.length < longestHeader) table = headerOf(line) ?? table;
    },
    answerOf(line) {
      if (table === undefined) return undefined;
      const { delimiter, width, status, words } = table;
      const cells = cellsOf(line, delimiter);
      const needed = Math.max(status, ...words);
      if (needed < 0 || cells.length <= needed || cells.length > width + 1) return undefined;
      const [written] = /^\d+/.exec(cells[status] ?? '') ?? [];
      // `denied` in the column of the result is a word of it.
      const told = written === undefined ? [status, ...words] : words;
      return {
        number: written === undefined ? undefined : Number(written),
        words: told.map((place) => cells[place]?.replace(negated, '')).join(' '),
      };
    },
  };
}

function headerOf(line: string): Table | undefined {
  const [, names] = /^\uFEFF?#\s*fields:\s*(.*)$/i.exec(line.trim()) ?? [];
  const delimiter = delimiterOf(names ?? line);
  if (names !== undefined) return tableOf(cellsOf(names, delimiter), delimiter);
  if (delimiter === undefined || /\//.test(line)) return undefined;
  const cells = cellsOf(line.replace(/^\uFEFF/, ''), delimiter);
  const table = cells.every((cell) => /^[a-z][\w .()-]{0,39}$/i.test(cell)) ? tableOf(cells, delimiter) : undefined;
  return table !== undefined && cells.some((cell) => ofHosts.test(plain(cell))) ? table : undefined;
}

function tableOf(names: readonly string[], delimiter: string | undefined): Table {
  const words = names.flatMap((name, place) => (ofWords.some((one) => one.test(plain(name))) ? [place] : []));
  return { delimiter, width: names.length, status: names.findIndex((name) => ofStatus.test(plain(name))), words };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, '');
}

function delimiterOf(line: string): string | undefined {
  return ['\t', ',', ';'].find((sign) => line.includes(sign));
}

// What stands between quotes, or in brackets in a row of blanks, is one cell.
function cellsOf(line: string, delimiter: string | undefined): string[] {
  const written = delimiter === undefined ? (line.match(/"[^"]*"|\[[^[\]]*\]|\S+/g) ?? []) : splitOutsideQuotes(line, delimiter);
  return written.map(unquoted);
}

// In one walk: to look at each sign what follows it takes the square of a long line.
function splitOutsideQuotes(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let [start, isQuoted] = [0, false];
  for (let at = 0; at < line.length && cells.length < mostColumns; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && line[at] === delimiter) {
      cells.push(line.slice(start, at));
      start = at + 1;
    }
  }
  return [...cells, line.slice(start)];
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1');
}
