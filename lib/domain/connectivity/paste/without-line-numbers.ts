// A file whose name has nothing that parts the fields of a row, as `grep -H` and `findstr` name it, a number and a colon; or a number before a
// tab, a bar, an arrow or blanks, as `cat -n` has it.
const file = String.raw`(?![a-z]{2,16}:\/)(?:[a-z]:)?(?=[^\s:]{0,260}[a-z])[^\s:"'<>|*?,;]{1,260}`;
const ofFile = /[\\/]|\.(?:log|txt|csv|tsv|gz|out)(?:[.-]?\d{1,8})?$/i;
const numbered = String.raw`^[ \t]{0,12}(?:(${file}):)?(\d{1,7}):[ \t]?`;
const named = `^(${file}):[ \\t]?`;
const blank = String.raw`^[ \t]{0,12}(\d{1,7})(?:\t| ?[|\u2192\u2502] ?| {2,9})`;
// Lines around one that was found, and what parts them.
const around = String.raw`^(?!\d{4}-\d\d-\d\d)\d{1,7}-|^--$`;
const aroundInFile = `^${file}-\\d{1,7}-`;
const [numberedForm, namedForm, blankForm, aroundForm] = [numbered, named, blank, `${around}|${aroundInFile}`].map(
  (form) => new RegExp(form, 'i'),
) as [RegExp, RegExp, RegExp, RegExp];
const time = /^[ \t]*\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?=\s|$)/;
const command = /\b(?:grep|findstr|select-string|sls|cat|nl|less)\b/i;
const [mostLooked, longestBeginning, fewestCounted, firstFailure] = [10, 400, 3, 400];

/** The text without the numbers of lines, and the names of files, that a tool has put before each of them. */
export function withoutLineNumbers(text: string): string {
  const lines = firstLines(text);
  const shown = lines.length > 1 && command.test(lines[0] ?? '') && !numberedForm.test(lines[0] ?? '') ? lines.slice(1) : lines;
  if (shown.length === 0) return text;
  if (areNumbered(shown)) return text.replace(new RegExp(`${around}|${numbered}|${aroundInFile}`, 'gim'), '');
  if (shown.every((line) => ofFile.test(namedForm.exec(line)?.[1] ?? ''))) return text.replace(new RegExp(named, 'gim'), '');
  return areCounted(shown) ? text.replace(new RegExp(blank, 'gm'), '') : text;
}

function firstLines(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length && lines.length < mostLooked; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, Math.min(end, at + longestBeginning)).replace(/\r$/, '');
    if (line.trim() !== '' && line !== '--') lines.push(line);
    else if (end - at > longestBeginning) return lines;
    at = end + 1;
  }
  return lines;
}

/** Whether each line has a number that is greater than the one before in its file. A number alone may be a status. */
function areNumbered(lines: readonly string[]): boolean {
  let [lastFile, last, count]: [string | undefined, number, number] = [undefined, 0, 0];
  let isCertain = false;
  for (const line of lines) {
    const [, name, digits] = time.test(line) ? [] : (numberedForm.exec(line) ?? []);
    if (digits === undefined || (name !== undefined && !ofFile.test(name))) {
      if (aroundForm.test(line)) continue;
      return false;
    }
    const number = Number(digits);
    if (name === lastFile && number <= last) return false;
    [lastFile, last, count] = [name, number, count + 1];
    isCertain ||= count > 1 || name !== undefined || number < firstFailure;
  }
  return isCertain;
}

/** Whether the lines count up by one: other numbers that stand there are sizes, times or statuses. */
function areCounted(lines: readonly string[]): boolean {
  const numbers = lines.map((line) => Number(blankForm.exec(line)?.[1] ?? Number.NaN));
  return (
    lines.length >= fewestCounted &&
    numbers.every((number, place) => (place === 0 ? !Number.isNaN(number) : number === (numbers[place - 1] ?? 0) + 1))
  );
}
