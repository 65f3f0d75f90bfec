import type { HostPattern } from '../match/host-pattern.ts';
import { isAddress } from '../match/normalize-host.ts';
import { isPort } from '../match/port.ts';
import { readTarget, type Target } from '../match/read-target.ts';
import { joinRanges, type NamedPorts, type PortRange, portOf, rangeOf, takePorts } from './port-words.ts';

/** What one line of an allow list opens. */
export interface HostEntry extends HostPattern {
  /** Without ports and ranges, every port. */
  ports?: readonly number[];
  ranges?: readonly PortRange[];
}

// What stands around a host in a rule that allows it. Nothing that forbids, and no other protocol: such a line is not understood.
const words = new Set([
  ...[
    'allow',
    'permit',
    'pass',
    'accept',
    'tcp',
    'ip',
    'out',
    'outbound',
    'ausgehend',
    'egress',
    'to',
    'host',
    'any',
    '->',
    '-',
    '\u2013',
    '\u2014',
  ],
  ...['port', 'ports', 'dst', 'destination', 'eq', 'on', 'over', 'and', '&'],
]);
// As lists begin their lines; an asterisk before a dot is a wildcard.
const bullet = /^\s*(?:[-*+\u2022\u2023\u2043\u00b7\u2013\u25aa\u25ab\u25cf\u25e6]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?/i;
// `* 443`, `* tcp 80-443`: no bullet, as nothing else there is a host.
const everythingBefore = /^\s*\*\s+(?=[\s\d,;|/:-]*\d|(?:tcp|https?|ports?|any)\b)(?!.*\.)/;
const anyRegion = 'region';
const portsOfWeb = [80, 443];
// The whole of what is outside: `*`, `*:443`, `https://*`, and every address of version 4.
const everythingForm = /^(?:(https?):\/\/)?(?:\*|any|all(?=:\d)|0\.0\.0\.0\/0)(?::(\d{1,5}))?(?:\/\*?)?$/;
const portAtHost = /:\d/;
const rangeAtHost = /:(\d{1,5}-\d{1,5})(?=\/|$)/;
// `host:443/udp`, `host:80/443`, `host/443`: another protocol, or ports, and no path.
const portsAsPath = /^[^/]*\/(?!tcp$)(?:tcp|udp|\d{1,5})(?:\/(?:tcp|udp|\d{1,5}))*$/;
// As Markdown has it; and the scheme of both in the patterns of browsers: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
const bold = /(?<=^|\s)\*\*((?:\*\.)?[^\s*]\S*?)\*\*(?=$|\s)/g;
const eitherScheme = /^(?:\*|http\*|https?\*):\/\//;
const anyPort = /(?<=^|\s)(?:ports?|eq)[\s:=]+any(?=$|\s)/g;
const otherProtocol = /^(?!(?:https?|connect|tunnel|tcp|ssl|tls):)[a-z][a-z0-9+.-]*:\//;

/**
 * Reads a host with what may stand around it, such as the sign of a list: `host`, `*.suffix:443`, a URL, `host 443`, `host tcp/80,443`,
 * `host 80-443`, or a rule such as `allow outbound tcp host:443`. Undefined where a line names no host or several, or says anything that is
 * not understood.
 * @param isBulleted Whether the list has asterisks before its hosts, so that one before a port is no host.
 */
export function readEntry(text: string, isBulleted = false): HostEntry | undefined {
  const named: NamedPorts = { ports: [], ranges: [] };
  const isEverything = !isBulleted && everythingBefore.test(text);
  const tokens = joinRanges((isEverything ? text : text.replace(bullet, '')).toLowerCase())
    .replace(anyPort, '')
    .replace(bold, '$1')
    .split(/:?[\s,;|"'`<>()]+/)
    .filter((token) => token !== '');
  if (isNumbered(tokens)) return undefined;
  const others = tokens.filter((token) => !words.has(token) && !takePorts(token, named));
  const targets = others.map((token) => readTo(token, named) ?? { host: '' });
  // A rule that names anybody on both sides, or nobody but a port, opens it to everywhere.
  if (targets.length === 0 && tokens.includes('any')) targets.push({ host: '*' });
  const [target] = targets;
  if (targets.length !== 1 || target === undefined || target.host === '') return undefined;
  if (mayNameSource(tokens, tokens.indexOf(others[0] ?? ''), target)) return undefined;
  const ports = [...new Set([...(target.port === undefined ? [] : [target.port]), ...named.ports])];
  return {
    pattern: target.host,
    ...(target.alsoMatchApex && { alsoMatchApex: true }),
    ...(ports.length > 0 && { ports }),
    ...(named.ranges.length > 0 && { ranges: named.ranges }),
  };
}

// `permit tcp host 10.0.0.5 any`: whose server that is, nobody knows; `permit tcp any eq 443 any`: that is the port of whoever asks.
function mayNameSource(tokens: readonly string[], place: number, { host }: Target): boolean {
  const [port, any] = [tokens.indexOf('eq'), tokens.lastIndexOf('any')];
  return (isAddress(host) && any > place) || (port >= 0 && Math.max(place, any) > port);
}

// `12 host`: the number of a line, unless it is a port of the web; with a word before it, it is a port.
function isNumbered([first = '', second = '']: readonly string[]): boolean {
  return /^\d{1,5}$/.test(first) && portsOfWeb.every((port) => Number(first) !== port) && second.includes('.');
}

/** Whether an entry opens a port. */
export function opensPort({ ports, ranges }: HostEntry, port: number): boolean {
  if (ports === undefined && ranges === undefined) return true;
  return ports?.includes(port) === true || ranges?.some(([first, last]) => first <= port && port <= last) === true;
}

/** Whether an entry begins with an asterisk that is the sign of a list. */
export function hasAsteriskAsBullet(text: string): boolean {
  return /^\s*\*\s/.test(text) && !everythingBefore.test(text);
}

/** Reads a host with what it has behind a colon: a port, a range of them, any, or nothing. */
function readTo(token: string, named: NamedPorts): Target | undefined {
  const place = token.replace(eitherScheme, '');
  if (place !== token && !portAtHost.test(place)) named.ports.push(...portsOfWeb);
  const [, written] = rangeAtHost.exec(place) ?? [];
  if (written === undefined) return readHost(place.replace(/:(?:\*(?=\/|$)|$)/, ''));
  const range = rangeOf(written);
  const target = readHost(place.replace(rangeAtHost, ''));
  if (range === undefined || target === undefined) return undefined;
  named.ranges.push(range);
  // It is more exact than the scheme.
  const { port: _, ...host } = target;
  return host;
}

// `*-anchor.microsoftonline.com`, as the hosts of all regions are called in one; only their first label is open.
function readRegional(token: string): Target | undefined {
  const target = readTarget(token.replace('*-', `${anyRegion}-`));
  if (!target?.host.startsWith(`${anyRegion}-`)) return undefined;
  return { ...target, host: target.host.replace(anyRegion, '*') };
}

function everythingAt(port: number | undefined): Target | undefined {
  if (port === undefined) return { host: '*' };
  return isPort(port) ? { host: '*', port } : undefined;
}

function readHost(token: string): Target | undefined {
  const everything = everythingForm.exec(token);
  if (everything !== null) return everythingAt(everything[2] === undefined ? portOf(everything[1]) : Number(everything[2]));
  const target = token.includes('*-') ? readRegional(token) : readTarget(token);
  const isOfOther = otherProtocol.test(token) && (token.startsWith('udp') || target?.port === undefined);
  if (target === undefined || isOfOther || (portsAsPath.test(token) && !isAddress(target.host))) return undefined;
  return target.host.includes('.') || target.host.startsWith('[') ? target : undefined;
}
