import { endOf, type Fields, startOf } from '../text/fields.ts';
import { isLetter } from '../text/numbers.ts';

const [longest, colon, backslash] = [2_000, 58, 92];
const marks = Array.from('><*', (mark) => mark.charCodeAt(0));

// What curl -v prints of a try: `> CONNECT host:443 HTTP/1.1`, `* Host host:443 was resolved.` It says what was sent and not what came of it.
const spoken = /^[><*]\s+[a-z][a-z-]{2,30}:?\s/i;
// Somebody may have marked the lines of a log in the same way: those have a scheme, a time or a status.
const ofLog = /[a-z]:\/|(?<!\d)\d{1,2}:\d\d(?!\d)|(?<=\s)[1-5]\d\d(?=\s|$)/i;

// `127.0.0.1 host other.host # remark`: what Windows resolves names by, and nothing that was asked.
const ofHostsFile =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.]{1,45})(?:\s+[a-z_][\w-]{0,62}(?:\.[\w-]{1,63}){1,20}\.?){1,20}(?:\s*#.*)?$/i;

const [ofWget, longestBeginning] = [/^--(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d-- /, 32];

const endsMoment = /(?:^|\s)--(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d--$/;

/** Whether a line names hosts as those of a log do and yet tells of no request: the words of a test, or an entry of the file `hosts`. */
export function isNoRequest(fields: Fields): boolean {
  const { text, lineStart, lineEnd, count } = fields;
  if (count < 2 || lineEnd - lineStart > longest) return false;
  // --2016-01-11 08:31:00--  https://host/
  if (text.startsWith('--', lineStart)) return ofWget.test(text.slice(lineStart, lineStart + longestBeginning));
  // The same behind whatever marks or quotes it.
  const beforeLast = endOf(fields, count - 2);
  if (text.startsWith('--', beforeLast - 2) && endsMoment.test(text.slice(Math.max(lineStart, beforeLast - longestBeginning), beforeLast)))
    return true;
  // C:\>nslookup host
  if (text.charCodeAt(lineStart + 1) === colon && text.charCodeAt(lineStart + 2) === backslash) return true;
  if (isProperty(fields)) return true;
  const first = text.charCodeAt(lineStart);
  const isMarked = marks.includes(first) && endOf(fields, 0) === lineStart + 1;
  if (!isMarked && !isAddressLike(text, startOf(fields, 0), endOf(fields, 0))) return false;
  const line = text.slice(lineStart, lineEnd).trimEnd();
  return isMarked ? spoken.test(line) && !ofLog.test(line) : ofHostsFile.test(line);
}

// `Name : host`, as PowerShell prints what it found.
function isProperty(fields: Fields): boolean {
  if (fields.count < 3 || endOf(fields, 1) - startOf(fields, 1) !== 1 || fields.text.charCodeAt(startOf(fields, 1)) !== colon) return false;
  for (let at = startOf(fields, 0); at < endOf(fields, 0); at++) if (!isLetter(fields.text.charCodeAt(at))) return false;
  return true;
}

// Seven signs at least, or two colons in a row, of digits, dots and what addresses of version 6 have.
function isAddressLike(text: string, from: number, to: number): boolean {
  if (to - from < 3 || to - from > 45) return false;
  let [dots, colons] = [0, 0];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) dots++;
    else if (code === 58) colons++;
    else if (!((code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102))) return false;
  }
  return dots === 3 || colons > 1;
}
