const blocks = 'tr|p|div|li|ul|ol|h[1-6]|pre|table|thead|tbody|br|dt|dd|section|caption|body|html|head';
const block = new RegExp(`^/?(?:${blocks})$`, 'i');
const cell = /^\/?(?:td|th|option)$/i;
// Only what pages are made of: a log may hold the sign in an address.
const tag = new RegExp(
  `<(/?(?:${blocks}|td|th|option|a|b|i|u|em|strong|code|span|font|small|sup|sub|wbr|col|colgroup))(?:\\s[^<>]{0,2000})?/?>`,
  'gi',
);
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
    .replace(tag, (_, name: string) => (block.test(name) ? '\n' : cell.test(name) ? ' ' : ''))
    .replace(/&(?:#(\d{1,5})|([a-z]{2,6}));/gi, (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (entities[name?.toLowerCase() ?? ''] ?? whole) : String.fromCharCode(Number(code)),
    );
}
