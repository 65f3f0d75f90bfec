// Only what pages are made of: a log may hold the sign in an address.
const blocks = 'tr|p|div|li|ul|ol|h[1-6]|pre|table|thead|tbody|br|dt|dd|section|caption|body|html|head';
const cells = 'td|th|option';
const letters = 'a|b|i|u|em|strong|code|span|font|small|sup|sub|wbr|col|colgroup';
const tagOf = (names: string) => new RegExp(`</?(?:${names})(?:\\s[^<>]{0,2000})?/?>`, 'gi');
const [block, cell, letter, tag] = [tagOf(blocks), tagOf(cells), tagOf(letters), tagOf(`${blocks}|${cells}|${letters}`)];
const entity = /&(?:#(\d{1,5})|([a-z]{2,6}));/gi;
const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", colon: ':', sol: '/' };

/** Whether a line is out of a page, and not a log whose addresses hold the sign. */
export function hasMarkup(line: string): boolean {
  return line.search(tag) >= 0;
}

/**
 * The text of a piece of HTML: rows and paragraphs end a line, cells are parted by a blank, and what only changes the letters, such as
 * the italics within the hosts of the reference logs, goes without a trace.
 */
export function withoutMarkup(line: string): string {
  return line
    .replace(block, '\n')
    .replace(cell, ' ')
    .replace(letter, '')
    .replace(entity, (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (entities[name?.toLowerCase() ?? ''] ?? whole) : String.fromCharCode(Number(code)),
    );
}
