import { isPort } from '../../match/port.ts';
import { hostOf, unescapeHost, type WrittenHost } from '../../match/written-host.ts';
import { isLetter, isWrittenAt, readDigits } from './numbers.ts';

/** Where a request goes to. Like a line it is filled anew for each. */
export interface RequestTarget extends WrittenHost {
  port: number | undefined;
  /** Whether a scheme stood before the host. */
  hasScheme: boolean;
  /** Whether the scheme is that of a tunnel. */
  isTunnel: boolean;
}

const longestScheme = 16;
/** The longest host that signs may have been left in. */
export const longestRepaired = 600;
const [asterisk, fullStop, colon, slash, open, close] = Array.from('*.:/[]', (char) => char.charCodeAt(0));

// What a character is in the authority of an address, as a bit: no part of a host, one beyond ASCII, one that copying or escaping may have
// put there, or what divides it. Digits and the hyphen are nothing of their own; what divides more than labels comes last.
const [strange, beyond, odd, letter, dot, beforePort, afterUser, after] = [1, 2, 4, 8, 16, 32, 64, 128];
const kinds = new Uint8Array(65_536).fill(beyond, 128).fill(strange, 0, 128);
for (const [kind, chars] of [
  [0, '0123456789-'],
  [letter, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_'],
  [dot, '.'],
  [odd, '%*'],
  [beforePort, ':'],
  [afterUser, '@'],
  [after, '/?#\\'],
] as const)
  for (const char of chars) kinds[char.charCodeAt(0)] = kind;

/**
 * Reads the target that stands between two offsets: `host:443`, `https://host/path`, `connect://host:443` and `connect:/host:443`.
 * The host is left as written. False for what is no target; the text is walked over once.
 */
export function readRequestTarget(text: string, from: number, to: number, target: RequestTarget): boolean {
  const schemeEnd = endOfScheme(text, from, to);
  target.hasScheme = schemeEnd > from;
  target.port = undefined;
  target.isTunnel = false;
  let start = schemeEnd;
  if (target.hasScheme) {
    while (start < to && text.charCodeAt(start) === slash) start++;
    readScheme(text, from, schemeEnd - 1, target);
  }
  return readAuthority(text, start, to, target);
}

/** Behind the colon of `scheme:/`, or `from` where there is no scheme. */
function endOfScheme(text: string, from: number, to: number): number {
  const last = Math.min(to, from + longestScheme);
  for (let place = from; place < last; place++) {
    const code = text.charCodeAt(place);
    if (code === colon) return place > from && text.charCodeAt(place + 1) === slash && place + 1 < to ? place + 1 : from;
    if (!isLetter(code)) return from;
  }
  return from;
}

/** Reads what a scheme, of letters only, says of the port and of a tunnel. */
export function readScheme(text: string, from: number, to: number, target: Pick<RequestTarget, 'port' | 'isTunnel'>): void {
  const length = to - from;
  target.isTunnel =
    (length === 7 && isWrittenAt(text, from, 'connect')) ||
    (length === 6 && isWrittenAt(text, from, 'tunnel')) ||
    (length === 3 && (isWrittenAt(text, from, 'tcp') || isWrittenAt(text, from, 'ssl')));
  if (target.isTunnel || (length === 5 && isWrittenAt(text, from, 'https'))) target.port = 443;
  else target.port = length === 4 && isWrittenAt(text, from, 'http') ? 80 : undefined;
}

function readAuthority(text: string, from: number, to: number, target: RequestTarget): boolean {
  let begin = from;
  let end = from;
  let port = -1;
  let seen = 0;
  let dots = 0;
  for (; end < to; end++) {
    const kind = kinds[text.charCodeAt(end)] ?? beyond;
    if (kind <= dot) {
      if (port >= 0) continue;
      seen |= kind;
      if (kind === dot) dots++;
      continue;
    }
    if (kind === after) break;
    // What stands before the sign is a user, and no host: https://login.microsoftonline.com@evil.example/
    if (kind === afterUser) [begin, port, seen, dots] = [end + 1, -1, 0, 0];
    else if (port < 0) port = end;
  }
  if (text.charCodeAt(begin) === open) return readAddress(text, begin, end, target);
  if (port < 0) port = end;
  // Before a dot there is no wildcard, nor anything else that was asked.
  if (seen & strange || port === begin || text.charCodeAt(begin) === 46 || !readPort(text, port, end, target)) return false;
  putHost(target, text, begin, port);
  if (seen & odd) return repairHost(target);
  return dots > 0 && (seen & beyond ? !/\s/.test(hostOf(target)) : (seen & letter) !== 0 || dots === 3);
}

/** Reads `[2001:db8::1]:443`. */
function readAddress(text: string, from: number, to: number, target: RequestTarget): boolean {
  let end = from + 1;
  while (end < to && text.charCodeAt(end) !== close) end++;
  putHost(target, text, from + 1, end);
  const host = hostOf(target);
  return end < to && host.includes(':') && /^[\da-f:.]+$/i.test(host) && readPort(text, end + 1, to, target);
}

/** Names a target that is a host and nothing else. */
export function putName(target: RequestTarget, text: string, from: number, to: number): void {
  putHost(target, text, from, to);
  target.port = undefined;
  target.hasScheme = target.isTunnel = false;
}

function putHost(target: RequestTarget, text: string, from: number, to: number): void {
  target.text = text;
  target.hostFrom = from;
  target.hostTo = to;
  target.isEscaped = false;
}

/** Reads `:443`, or nothing. */
function readPort(text: string, from: number, to: number, target: RequestTarget): boolean {
  if (from >= to) return true;
  if (text.charCodeAt(from) !== colon) return false;
  const port = readDigits(text, from + 1, to);
  if (!isPort(port)) return false;
  target.port = port;
  return true;
}

// Besides a dot nothing that parts addresses, lists or words.
const parting = new Uint8Array(65_536);
for (let code = 0; code < parting.length; code++) if (/[\s/?#@%:[\]\\*,;"'<>|()]/.test(String.fromCharCode(code))) parting[code] = 1;

function isRepaired({ text, hostFrom, hostTo }: RequestTarget): boolean {
  let dots = 0;
  for (let at = hostFrom; at < hostTo; at++) {
    const code = text.charCodeAt(at);
    if (parting[code] === 1) return false;
    if (code === 46) dots++;
  }
  return dots > 0;
}

// Zscaler writes some characters as %HH (https://help.zscaler.com/unified/general-guidelines-nss-feeds-and-feed-formats); copies of the
// reference logs carry the asterisks of their italics. A wildcard is no host that anybody asked.
export function repairHost(target: RequestTarget): boolean {
  const { text, hostFrom, hostTo } = target;
  const isWildcard = text.charCodeAt(hostFrom) === asterisk && text.charCodeAt(hostFrom + 1) === fullStop;
  if (isWildcard || hostTo - hostFrom > longestRepaired) return false;
  const plain = unescapeHost(hostOf(target)).trim();
  // Of a whole address in this spelling the host is a part: https%3A%2F%2Fhost%2Fpath
  const isAddress = !target.hasScheme && endOfScheme(plain, 0, plain.length) > 0;
  if (isAddress) return !plain.includes('%') && readRequestTarget(plain, 0, plain.length, target);
  const port = plain.indexOf(':');
  if (port >= 0 && !readPort(plain, port, plain.length, target)) return false;
  putHost(target, plain, 0, port < 0 ? plain.length : port);
  return isRepaired(target);
}
