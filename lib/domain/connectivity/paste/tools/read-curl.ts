import { certificateIssuers } from '../../check/check-line.ts';
import type { ToldFault } from '../error-wordings.ts';
import { isRecord } from '../is-record.ts';
import type { WebRequestLine } from '../read-web-request.ts';

type Outcome = number | ToldFault | 'no-way' | 'answered';

/** What a line of curl says. `isOfTunnel`: the number is the answer of the proxy to CONNECT. */
export interface CurlLine extends Omit<WebRequestLine, 'outcome'> {
  outcome: Outcome | 'silent';
  isOfTunnel?: boolean;
  /** Whether the host may be the proxy as well: it was named on the way, and not by a command. */
  isOnTheWay?: boolean;
  /** Whether the host is whom the request was for, also where the proxy was not reached. */
  isOfTarget?: boolean;
}

const host = '([\\w.-]{1,253})';
const command = /^(?:.{0,200}[>$#]\s*)?(?:sudo\s+)?curl(?:\.exe)?\s(.*)/i;
const proxyParameter = /(?:^|\s)(?:-x|--proxy|--preproxy|-U|--proxy-user|-H|--header|-A|-e|--referer)[\s=]+(?:"[^"]*"|'[^']*'|\S+)/g;
const address = new RegExp(`\\b(https?)://(?:[^\\s/@]{0,100}@)?${host}(?::(\\d{1,5}))?`, 'i');
const said = '^(?:curl: \\(\\d{1,3}\\)|\\*) ';

const outcomes: readonly (readonly [RegExp, Outcome | 'number' | 'number of the proxy'])[] = [
  [new RegExp(`${said}could not resolve proxy`, 'i'), 'proxy-not-reached'],
  [new RegExp(`${said}failed to connect to \\S{1,260} (?:port \\d+ via|over proxy) `, 'i'), 'proxy-not-reached'],
  [new RegExp(`${said}could not resolve host: ${host}`, 'i'), 'dns'],
  [new RegExp(`${said}resolving timed out`, 'i'), 'dns'],
  [new RegExp(`${said}failed to connect to ${host} port (\\d{1,5})`, 'i'), 'no-way'],
  [new RegExp(`${said}connection time(?:d ?)?out`, 'i'), 'no-way'],
  [new RegExp(`${said}received http code (?<number>\\d{3}) from proxy after connect`, 'i'), 'number of the proxy'],
  [new RegExp(`${said}connect tunnel failed, response (?<number>\\d{3})`, 'i'), 'number of the proxy'],
  [new RegExp(`${said}the requested url returned error: (?<number>\\d{3})`, 'i'), 'number'],
  [new RegExp(`${said}.{0,200}(?:alert protocol version|unsupported protocol|0x80090331)`, 'i'), 'tls-1.2'],
  [
    new RegExp(
      `${said}(?:ssl certificate problem|ssl certificate verify result: (?!ok)|ssl: no alternative certificate|.{0,200}(?:sni or certificate check failed|sec_e_untrusted_root|sec_e_cert_expired|sec_e_wrong_principal|alert handshake failure))`,
      'i',
    ),
    'tls',
  ],
  [
    /^curl: \(\d{1,3}\) (?:operation timed out|ssl connection timeout|empty reply|proxy connect aborted|recv failure|send failure|.{0,100}(?:connection reset|connection was reset|ssl_error_syscall))/i,
    'timeout',
  ],
];

const askedIn: readonly RegExp[] = [
  new RegExp(`^\\* (?:establish http proxy tunnel to|host) ${host}:(\\d{1,5})(?: was resolved\\.)?$`, 'i'),
  new RegExp(`^\\* connected to ${host} \\([^)]{1,60}\\) port (\\d{1,5})`, 'i'),
  new RegExp(`^> connect ${host}:(\\d{1,5}) http/`, 'i'),
  new RegExp(`^> host: ${host}(?::(\\d{1,5}))?$`, 'i'),
];
const trying = /^\*\s+trying /i;
const redirect = /^\* issue another request to this url: /i;
const answer = /^(?:< )?HTTP\/(?:1\.[01]|[23]) (\d{3})(?: (.*))?$/;
const issuer = /^\*\s+issuer: (.*)/i;
const silent =
  /^[*<>]\s|^[*<>]$|^[{}] \[|^% total\s|^dload\s|^curl: \(\d{1,3}\) |^(?:more details here: https?:\/\/curl\.|curl failed to verify|establish a secure connection to it|how to fix it, please)/i;

/**
 * Reads what `curl -v` prints: what it says itself behind an asterisk, what it sent and got, and its last line.
 * https://everything.curl.dev/usingcurl/verbose
 */
export function createCurlReader(): (line: string) => CurlLine | undefined {
  let [isTunnel, isProxyCertificate, isOpen] = [false, false, false];
  const read = (line: string): CurlLine | undefined => {
    for (const [form, outcome] of outcomes) {
      const match = form.exec(line);
      if (match !== null) return isRecord(line) ? undefined : outcomeOf(match, outcome);
    }
    const [, parameters] = command.exec(line) ?? [];
    const asked = readAddress(parameters?.replace(proxyParameter, ' ') ?? (redirect.test(line) ? line : ''));
    if (asked !== undefined) return asked;
    const named = askedIn.map((form) => form.exec(line)).find((match) => match !== null);
    if (named) return { outcome: 'silent', ...targetOf(named[1], named[2]), isOnTheWay: true };
    if (trying.test(line)) return { outcome: 'silent' };
    if (!isOpen) return undefined;
    const [, status, words = ''] = answer.exec(line) ?? [];
    if (status !== undefined) return readStatus(Number(status), isTunnel || /^connection established/i.test(words));
    const [, organisation] = issuer.exec(line) ?? [];
    if (organisation !== undefined && !isProxyCertificate && !certificateIssuers.some((name) => organisation.includes(name)))
      return { outcome: 'tls' };
    return silent.test(line) ? { outcome: 'silent' } : undefined;
  };
  return (line) => {
    if (/^> connect /i.test(line)) isTunnel = true;
    else if (/^> (?:get|head|post|options|put) /i.test(line)) isTunnel = false;
    if (/^\* (?:proxy|server) certificate:/i.test(line)) isProxyCertificate = /proxy/i.test(line);
    const told = read(line);
    if (told !== undefined) isOpen = true;
    if (command.test(line)) isTunnel = isProxyCertificate = false;
    return told;
  };
}

function outcomeOf(match: RegExpExecArray, outcome: Outcome | 'number' | 'number of the proxy'): CurlLine {
  const number = Number(match.groups?.number);
  if (outcome === 'number of the proxy') return { outcome: number, isOfTunnel: true };
  if (outcome === 'number') return { outcome: number };
  return { outcome, ...(match.groups === undefined && targetOf(match[1], match[2])) };
}

// A tunnel that stands says nothing of what is at its end.
function readStatus(status: number, isOfTunnel: boolean): CurlLine {
  if (status < 200 || (status < 300 && isOfTunnel)) return { outcome: 'silent' };
  return { outcome: status, ...(isOfTunnel && { isOfTunnel }) };
}

function readAddress(text: string): CurlLine | undefined {
  const [, scheme, to, port] = address.exec(text) ?? [];
  if (to === undefined) return undefined;
  return { outcome: 'silent', host: to, port: port === undefined ? portOf(scheme) : Number(port) };
}

function portOf(scheme: string | undefined): number {
  return scheme?.toLowerCase() === 'http' ? 80 : 443;
}

function targetOf(to: string | undefined, port: string | undefined): { host?: string; port?: number } {
  return { ...(to !== undefined && { host: to }), ...(port !== undefined && { port: Number(port) }) };
}
