/** One way to read a text, and where in the text each UTF-16 unit of it begins. */
export interface View {
  text: string;
  placeOf(index: number): number;
}

/** An address within an address within a text of JSON: deeper than that nobody wraps by accident. */
const mostLayers = 6;
const maybeWrapped = /[%\\&]|[^ -~]/;

// The escapes of an address, of JSON and of HTML, and signs of full width.
const wrapping =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|\\u[0-9a-f]{4}|\\["'\\/nrt]|&(?:#\d{2,4}|#x[0-9a-f]{2,4}|amp|quot|apos|equals|colon|lt|gt);|[\uff01-\uff5e]/gi;
// What is not seen, but parts the letters of a word.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const hidden = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

const named: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", equals: '=', colon: ':', lt: '<', gt: '>' };

/** The text as it stands, without what is not seen of it, and then with one layer of escapes taken off after the other. */
export function readings(text: string): View[] {
  const plain: View = { text, placeOf: (index) => index };
  if (!maybeWrapped.test(text)) return [plain];
  const views = [plain];
  const seen = without(plain, hidden, () => '');
  if (seen !== undefined) views.push(seen);
  let view = without(seen ?? plain, wrapping, signOf);
  for (let layers = 1; view !== undefined && layers <= mostLayers; layers += 1) {
    views.push(view);
    view = without(view, wrapping, signOf);
  }
  return views;
}

/** The text with something else where the form stands; undefined where it stands nowhere. */
function without({ text, placeOf }: View, form: RegExp, meaning: (found: string) => string): View | undefined {
  const places: number[] = [];
  let plain = '';
  let end = 0;
  const keepUntil = (start: number) => {
    plain += text.slice(end, start);
    for (let place = end; place < start; place += 1) places.push(placeOf(place));
  };
  for (const { 0: found, index } of text.matchAll(form)) {
    const sign = meaning(found);
    keepUntil(index);
    plain += sign;
    if (sign !== '') places.push(placeOf(index));
    end = index + found.length;
  }
  if (end === 0) return undefined;
  keepUntil(text.length);
  places.push(placeOf(text.length));
  return { text: plain, placeOf: (index) => places[index] ?? placeOf(text.length) };
}

/** The sign that an escape stands for. */
function signOf(found: string): string {
  if (found.startsWith('%')) return decodeURIComponent(found);
  if (found.length === 1) return String.fromCharCode(found.charCodeAt(0) - 0xfee0);
  if (/^\\u/i.test(found)) return signOfCode(Number.parseInt(found.slice(2), 16));
  if (found.startsWith('\\')) return /[nrt]/i.test(found) ? ' ' : found.slice(1);
  if (/^&#x/i.test(found)) return signOfCode(Number.parseInt(found.slice(3), 16));
  return found.startsWith('&#') ? signOfCode(Number.parseInt(found.slice(2), 10)) : (named[found.slice(1, -1).toLowerCase()] ?? '');
}

// A half of a pair, or a sign that is not seen, is a blank like any other.
function signOfCode(code: number): string {
  return code < 0x20 || (code >= 0xd800 && code < 0xe000) ? ' ' : String.fromCharCode(code);
}
