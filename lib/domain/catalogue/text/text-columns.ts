/** A stretch of a text that is the value of a field because of the column it stands in. */
interface FieldRange {
  start: number;
  end: number;
  field: string;
}

interface Cell {
  text: string;
  start: number;
  end: number;
}

/** Columns whose name says that they hold a code. */
const codeColumn =
  /^(?:\w*(?:error|status|result|reason|failure|cause)codes?|codes?|cause|result(?:type|signature)|errornumber|\w*reason|(?:event)?id|instanceid|(?:error|state|status))$/;
const mostColumns = 60;
const longestName = 60;

/** `properties.statusCode`, `Error code`, `errorCode_s` and `ResultType [string]` name the same as their last word does. */
function nameOf(cell: string): string {
  const name = cell.replace(/\[\w*\]\s*$/, '').trim();
  return name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/_[a-z]$/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

/** The cells of one line, quotes of CSV taken off. */
function cellsOf(line: string, offset: number, separator: string): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  while (from <= line.length && cells.length < mostColumns) {
    const quoted = line[from] === '"';
    const close = quoted ? line.indexOf(`"${separator}`, from + 1) : line.indexOf(separator, from);
    const until = close === -1 ? line.length : close;
    const text = line.slice(quoted ? from + 1 : from, until);
    cells.push({ text, start: offset + from, end: offset + until });
    from = close === -1 ? line.length + 1 : until + (quoted ? 2 : 1);
  }
  return cells;
}

/** The names of a header line, or undefined for a line that is none. */
function headerOf(line: string, separator: string): string[] | undefined {
  if (!line.includes(separator) || line.length > mostColumns * longestName) return undefined;
  const cells = cellsOf(line, 0, separator);
  const looksLikeNames = cells.length > 1 && cells.every(({ text }) => text.length <= longestName && !/^\s*\d|[:=]\s/.test(text));
  const names = cells.map(({ text }) => nameOf(text));
  return looksLikeNames && names.some((name) => codeColumn.test(name)) ? names : undefined;
}

/** A table of PowerShell: names above dashes, numbers set to the right end of the dashes. */
function rulersOf(names: string, dashes: string): { from: number; to: number; field: string }[] {
  if (!/^\s*-{2,}[\s-]*$/.test(dashes)) return [];
  const rulers = [...dashes.matchAll(/-{2,}/g)].map(({ 0: run, index }) => ({ from: index, to: index + run.length }));
  return rulers.slice(0, mostColumns).flatMap(({ from, to }, at) => {
    const field = nameOf(names.slice(from, rulers[at + 1]?.from));
    return codeColumn.test(field) ? [{ from: Math.max(from - 10, rulers[at - 1]?.to ?? 0), to: Math.max(to, from + 10), field }] : [];
  });
}

/** The cells below a header that names a column of codes: of CSV, of a pasted table, of PowerShell. In the order of the text, in one pass. */
export function readColumns(text: string): FieldRange[] {
  const ranges: FieldRange[] = [];
  let names: string[] = [];
  let separator = '';
  let rulers: ReturnType<typeof rulersOf> = [];
  let previous = '';
  let offset = 0;
  for (const line of text.split('\n')) {
    const cells = separator === '' ? [] : cellsOf(line, offset, separator);
    const below = rulersOf(previous, line);
    if (below.length > 0) rulers = below;
    else if (names.length > 0 && cells.length >= names.length) ranges.push(...rangesOf(cells, names));
    else if (line.trim() !== '' || separator === '') {
      separator = [',', ';', '\t', '|'].find((one) => headerOf(line, one)) ?? '';
      names = separator === '' ? [] : (headerOf(line, separator) ?? []);
      if (line.trim() === '') rulers = [];
      for (const { from, to, field } of rulers) {
        if (from < line.length) ranges.push({ start: offset + from, end: offset + Math.min(to, line.length), field });
      }
    }
    previous = line;
    offset += line.length + 1;
  }
  return ranges;
}

function rangesOf(cells: readonly Cell[], names: readonly string[]): FieldRange[] {
  return cells.flatMap(({ start, end }, at) => {
    const field = names[at] ?? '';
    return codeColumn.test(field) ? [{ start, end, field }] : [];
  });
}

/** The field of the cell that a place of the text is in. */
export function fieldOfCell(ranges: readonly FieldRange[], start: number, end: number): string | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const cell = ranges[low];
  return cell && cell.start <= start ? cell.field : undefined;
}
