import { endOf, type Fields, startOf } from './fields.ts';
import { isLetter, readDigits } from './numbers.ts';

/** What a word of a line without fixed fields is; `number`: of digits only, and no status. */
export type TokenKind = 'nothing' | 'neutral' | 'number' | 'status' | 'word';

// What copying leaves at the ends of words: bars and asterisks of Markdown, brackets, commas.
const edges = new Uint8Array(128);
for (const char of '"\'`,;|()<>{}*') edges[char.charCodeAt(0)] = 1;
const dot = 46;

const neutralWords = new Set(
  [
    'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december',
    'mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday am pm utc gmt z cet cest est edt pst pdt',
    'get post put head patch delete options connect tunnel http https to from via by on is was the a -- => -> : http/1.0 http/1.1 http/2 http/2.0',
    'ok found not modified moved unauthorized forbidden proxy authentication required bad gateway timeout time-out timed out service unavailable',
    'connection established closed reset aborted abort denied blocked block deny allowed allow success succeeded failed failure error status code',
    'response result request name remote host could be resolved unresolved nxdomain dns ssl tls certificate handshake untrusted access refused answered',
  ].flatMap((line) => line.split(' ')),
);

// The codes of https://www.iana.org/assignments/http-status-codes; other numbers of three digits are rather sizes or times.
const isHttpStatus = (status: number) =>
  (status >= 200 && status <= 208) ||
  (status >= 300 && status <= 308) ||
  (status >= 400 && status <= 431) ||
  status === 451 ||
  (status >= 500 && status <= 511);

/** Narrows a field to what stands between the signs at its ends. */
export function trimToken(fields: Fields, place: number): void {
  const { text } = fields;
  let [from, to] = [startOf(fields, place), endOf(fields, place)];
  while (from < to && edges[text.charCodeAt(from)] === 1) from++;
  while (to > from && (edges[text.charCodeAt(to - 1)] === 1 || text.charCodeAt(to - 1) === dot)) to--;
  fields.starts[place] = from;
  fields.ends[place] = to;
}

/** Says what a trimmed token is, as far as its letters tell; whether a word is a target is for others to see. */
export function kindOfToken(text: string, from: number, to: number): TokenKind {
  if (from >= to) return 'nothing';
  let [digits, letters, ofTimes] = [0, 0, 0];
  for (let at = from; at < to && letters === ofTimes; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
    else if (isLetter(code) || code >= 128) {
      letters++;
      if (digits > 0 && (code === 84 || code === 90)) ofTimes++;
    }
  }
  // 2016-01-11T08:31:00.000Z has the letters of a time only.
  if (letters === ofTimes) return digits === to - from ? kindOfNumber(text, from, to) : 'neutral';
  return to - from < 16 && neutralWords.has(text.slice(from, to).toLowerCase()) ? 'neutral' : 'word';
}

function kindOfNumber(text: string, from: number, to: number): TokenKind {
  return to - from === 3 && isHttpStatus(readDigits(text, from, to)) ? 'status' : 'number';
}

const statusAtEnd = /^(?:[a-z_]{2,40}\/|(?:sc-?)?(?:status|code|respcode)[=:])(\d{3})$/i;

/** The status in `TCP_DENIED/407` or `status=407`; undefined for another word. */
export function statusInWord(text: string, from: number, to: number): number | undefined {
  if (to - from > 48 || to - from < 5) return undefined;
  const status = Number(statusAtEnd.exec(text.slice(from, to))?.[1] ?? Number.NaN);
  return isHttpStatus(status) ? status : undefined;
}
