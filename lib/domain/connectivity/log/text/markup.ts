import { readDigits } from './numbers.ts';

// Only what pages are made of: a log may hold the sign in an address.
const blocks = 'tr|p|div|li|ul|ol|h[1-6]|pre|table|thead|tbody|br|dt|dd|section|caption|body|html|head';
const cells = 'td|th|option';
const letters = 'a|b|i|u|em|strong|code|span|font|small|sup|sub|wbr|col|colgroup';
const tagOf = (names: string) => new RegExp(`</?(?:${names})(?:\\s[^<>]{0,2000})?/?>`, 'gi');
const [block, cell, letter, tag] = [tagOf(blocks), tagOf(cells), tagOf(letters), tagOf(`${blocks}|${cells}|${letters}`)];
const [sharp, semicolon] = [35, 59];
const [longestEntity, mostDigits] = [8, 5];
const entities = new Map(Object.entries({ nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", colon: ':', sol: '/' }));

/** Whether a line is out of a page, and not a log whose addresses hold the sign. */
export function hasMarkup(line: string): boolean {
  return line.search(tag) >= 0;
}

/**
 * The text of a piece of HTML: rows and paragraphs end a line with a return alone, by which it is told from a line of the page; cells are parted by a blank, and what only changes the letters, such as
 * the italics within the hosts of the reference logs, goes without a trace.
 */
export function withoutMarkup(line: string): string {
  return withoutEntities(line.replace(block, '\r').replace(cell, ' ').replace(letter, ''));
}

/** Answers where the line of a page begins that holds an offset of its text, each not before the last one. */
export function outerLinesOf(plain: string, page: string): (at: number) => number {
  let line = 0;
  let next = plain.indexOf('\n');
  return (at) => {
    for (; next >= 0 && next < at; next = plain.indexOf('\n', next + 1)) line = page.indexOf('\n', line) + 1;
    return line;
  };
}

// `&#46;`, `&amp;`. An expression would call a function for each of them.
function withoutEntities(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    let end = at + 1;
    while (end < at + longestEntity && end < text.length && text.charCodeAt(end) !== semicolon) end++;
    const char = text.charCodeAt(end) === semicolon ? charOf(text, at + 1, end) : undefined;
    if (char === undefined) continue;
    pieces.push(text.slice(from, at), char);
    from = end + 1;
  }
  return from === 0 ? text : pieces.join('') + text.slice(from);
}

function charOf(text: string, from: number, to: number): string | undefined {
  if (text.charCodeAt(from) !== sharp) return entities.get(text.slice(from, to).toLowerCase());
  const code = to - from > mostDigits + 1 ? -1 : readDigits(text, from + 1, to);
  return code < 0 ? undefined : String.fromCharCode(code);
}
