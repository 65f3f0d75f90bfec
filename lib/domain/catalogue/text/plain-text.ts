/** A text as it was meant, and where each of its characters stands in the text as it was sent (UTF-16 offsets). */
export interface PlainText {
  text: string;
  /** Where the character at `at` begins in the text as sent. */
  startOf(at: number): number;
  /** Where the character before `at` ends in the text as sent. */
  endOf(at: number): number;
}

// What carries a message adds to it: colours of a terminal, tags, entities, escapes of JSON and of addresses, characters nobody sees.
// Every repetition ends soon or eats what it met, so that hostile text costs no more than its length.
const marks = new RegExp(
  [
    String.raw`(?<colour>[^\P{Cc}\s]\[[0-9;:?]{0,30}[A-Za-z]|(?:\\u001[bB]|\\x1[bB]|\\033|\\e|\^\[)\[[0-9;:?]{0,30}[A-Za-z])`,
    String.raw`(?<hidden>[\u00ad\u200b-\u200d\u2060\ufeff\0]+)`,
    String.raw`(?<tag></?(?:abbr|a|b|big|blockquote|body|br|cite|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|thead|th|tr|tt|u|ul|var|wbr)(?:\s[^<>]{0,500})?/?>)`,
    String.raw`(?<entity>&(?:amp;){0,3}(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[a-zA-Z]{2,8});)`,
    `(?<percent>%(?:25)?(?:0[aAdD9]|2[0-9a-fA-F]|3[a-fA-F]|5[b-fB-F]|7[b-dB-D]))`,
    String.raw`(?<unicode>\\{1,8}u00[0-7][\da-fA-F])`,
    String.raw`(?<line>(?<![\w:\\])\\{1,8}[nrt]|\\{1,8}[nrt](?![a-z]))`,
    String.raw`(?<escape>\\{1,8}(?=["'/]))`,
  ].join('|'),
  'gu',
);

const entities: Readonly<Partial<Record<string, string>>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
  shy: '',
  zwnj: '',
  zwj: '',
};
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

function entityMeant(entity: string): string {
  const name = entity.slice(1, -1).replace(/^(?:amp;)+(?=.)/, '');
  if (!name.startsWith('#')) return entities[name] ?? ' ';
  const isHex = /^#x/i.test(name);
  const point = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  // One character for one mark keeps the offsets simple; what lies outside of the plane is no letter of a code.
  return String.fromCharCode(point > 0xffff ? 0x20 : point).replace(unseen, '');
}

// A tag inside a line may stand inside a code; one that begins a block or a cell ends what stood before it. `<code>` is none: it also names a field.
function tagMeant(tag: string): string {
  if (/^<\/?t[dh]\b/.test(tag)) return '\t';
  return /^<\/?(?:br|p|div|li|[ou]l|d[dlt]|tr|table|t(?:body|head|foot)|h[1-6r]|pre|section|blockquote)\b/.test(tag) ? '\n' : '';
}

function meant(groups: Partial<Record<string, string>>): string {
  if (groups.entity) return entityMeant(groups.entity);
  if (groups.line) return '\n';
  if (groups.percent) return String.fromCharCode(Number.parseInt(groups.percent.slice(-2), 16));
  if (groups.unicode) return String.fromCharCode(Number.parseInt(groups.unicode.slice(-4), 16));
  return groups.tag ? tagMeant(groups.tag) : '';
}

/** A text without any of these is as it was meant. */
const firstOfMark = /[\\<&%^\u00ad\u200b-\u200d\u2060\ufeff]|[^\P{Cc}\s]/u;

/** Undoes what a carrier did to a text. */
export function readPlain(sent: string): PlainText {
  if (!firstOfMark.test(sent)) return asSent(sent);
  const pieces: string[] = [];
  const starts: number[] = [];
  const offsets: number[] = [];
  let length = 0;
  let read = 0;
  const add = (piece: string, from: number, skipped: number): void => {
    if (piece === '') return;
    pieces.push(piece);
    starts.push(length);
    offsets.push(from, skipped);
    length += piece.length;
  };
  for (const match of sent.matchAll(marks)) {
    add(sent.slice(read, match.index), read, 0);
    read = match.index + match[0].length;
    add(meant(match.groups ?? {}), match.index, match[0].length);
  }
  if (read === 0) return asSent(sent);
  add(sent.slice(read), read, 0);
  return { text: pieces.join(''), ...placesOf(starts, offsets) };
}

function asSent(text: string): PlainText {
  return { text, startOf: (at) => at, endOf: (at) => at };
}

/** `offsets` holds for each piece where it stands as sent, and how long the mark is that it was made of; 0 for what is as sent. */
function placesOf(starts: readonly number[], offsets: readonly number[]): Pick<PlainText, 'startOf' | 'endOf'> {
  const pieceAt = (at: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const startOf = (at: number): number => {
    const piece = pieceAt(at);
    const inside = (offsets[2 * piece + 1] ?? 0) > 0 ? 0 : at - (starts[piece] ?? 0);
    return (offsets[2 * piece] ?? 0) + inside;
  };
  return {
    startOf,
    endOf(at) {
      const markLength = offsets[2 * pieceAt(at - 1) + 1] ?? 0;
      return startOf(at - 1) + Math.max(markLength, 1);
    },
  };
}
