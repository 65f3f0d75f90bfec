import type { ToldFault } from './error-wordings.ts';
import { isRecord } from './is-record.ts';
import { faultForms, mayGoOn } from './told-fault.ts';

/** What came of a request that somebody made by hand; `answered`: the host did, with a number that is not told. */
export type WebRequestOutcome = number | 'answered' | ToldFault;

/** Of a line of the output of PowerShell: what it says; `silent` where it belongs to the output and says nothing of its own. */
export interface WebRequestLine {
  outcome: WebRequestOutcome | 'silent';
  /** The host that the line names. */
  host?: string;
  /** Its port, where the line tells one. */
  port?: number;
}

const command = /\b(?:invoke-webrequest|invoke-restmethod|iwr|irm)\b/i;
const address = /\b(?<scheme>https?):\/\/(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/i;

// The words of an error behind the name of its command.
function formOfError(words: string): RegExp {
  return new RegExp(`^(?:invoke-webrequest|invoke-restmethod|iwr|irm)\\s?:\\s?${words}`, 'i');
}

// A number in brackets is the same in every language.
const outcomes: readonly (readonly [RegExp, WebRequestOutcome | 'number' | 'number of the proxy'])[] = [
  // Windows PowerShell 5 reads an answer that it has with the help of Internet Explorer.
  [/response content cannot be parsed because the internet explorer/i, 'answered'],
  [/^(?:invoke-webrequest|invoke-restmethod|iwr|irm)\s?:.{0,200}\((\d{3})\)/i, 'number'],
  [/(?:remote ?server|serveur distant|servidor remoto|server remoto|externe server)[^()]{1,80}\((\d{3})\)/i, 'number'],
  [/status code does not indicate success: (\d{3})/i, 'number'],
  [/proxy tunnel request to proxy .{1,200} failed with status code '(\d{3})'/i, 'number of the proxy'],
  [/^statuscode\s{0,40}:\s?(\d{3})$/i, 'number'],
  // PowerShell 7 says it in the words of Linux and macOS, with the host behind them.
  [formOfError('(?:connection refused|connection timed out|network is unreachable|no route to host) (?=\\()'), 'no-connection'],
  [formOfError('(?:nodename nor servname|temporary failure in name|no address associated|resource temporarily).{0,40} (?=\\()'), 'dns'],
  [formOfError('.{0,120}(?:forcibly closed by|connection reset by)'), 'timeout'],
  ...faultForms,
];
// Behind it: `: 'host'`, or `(host:443)`; not an address, but on another port.
const quotedHost = /['(](?![\d.]+(?::443|:80)?[')])([\w-]{1,63}(?:\.[\w-]{1,63}){0,20})(?::(\d{1,5}))?(?:[')]|$)/i;
const namesHost: ReadonlySet<WebRequestOutcome> = new Set(['dns', 'no-connection', 'proxy-not-reached'] as const);
// Names of types have capitals, names of files one dot, and addresses no letters.
const bareHost = /(?<![\w.@\\/-])(?<host>[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,20}\.[a-z]{2,63})(?![\w-]|\.\w)/;
// An error that names its command.
const errorOfCommand = /^(?:invoke-webrequest|invoke-restmethod|iwr|irm)\s?:(?!\S)/i;

// The properties of an answer, and what PowerShell puts below an error, such as `At line:1 char:1` and `In Zeile:1 Zeichen:1`.
const silent =
  /^(?:statusdescription|content|rawcontent|rawcontentlength|forms|headers|images|inputfields|links|parsedhtml|encoding|baseresponse|relationlink)\s{0,40}:|^[^\d:./]{2,30}:\s?\d{1,6}\s[^\d:./]{0,20}:\s?\d{1,6}$|^\+\s|^(?:ps )?[a-z]:\\[^>]{0,200}>/i;

// What an answer holds below `RawContent`.
const header =
  /^(?:cache-control|connection|content-[a-z]{4,10}|date|expires|pragma|server|set-cookie|strict-transport-security|transfer-encoding|x-[a-z-]{2,40}):\s/i;

/**
 * Reads a line of what `Invoke-WebRequest` prints: the test of the way to the provisioning service.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity#verify-proxy-connectivity
 */
export function readWebRequestLine(line: string): WebRequestLine | undefined {
  for (const [form, outcome] of outcomes) {
    const match = form.exec(line);
    if (match === null) continue;
    if (isRecord(line)) return undefined;
    if (outcome === 'number of the proxy') return { outcome: Number(match[1]) };
    if (outcome === 'number') return { outcome: Number(match[1]), ...hostOfError(line) };
    const rest = line.slice(match.index + match[0].length);
    return { outcome, ...((namesHost.has(outcome) ? quotedIn(rest) : undefined) ?? hostOfError(line)) };
  }
  // In words that are not known, or those of a page that the proxy answered with.
  if (errorOfCommand.test(line)) return undefined;
  // The address of a command; in the words of an error it may be that of the proxy.
  if (command.test(line)) return { outcome: 'silent', ...hostOfCommand(line) };
  return silent.test(line) || header.test(line) ? { outcome: 'silent' } : undefined;
}

// Behind a prompt, the sign of a trace or the name of a variable.
const beginning =
  /^(?:\+\s+)?(?:ps [^>]{0,200}>\s*|[a-z]:\\[^>]{0,200}>\s*)?(?:\$\w{1,40}\s*=\s*)?(?:invoke-webrequest|invoke-restmethod|iwr|irm)(?![\w-])/i;
const sentence =
  /^(?:the (?:remote (?:server|name)|underlying connection|operation has|ssl connection|response ended|proxy tunnel)|unable to connect to|could not (?:establish|create))/i;

/** Whether a command begins on the line, or an error that names its command. */
export function beginsCommand(line: string): boolean {
  return beginning.test(line);
}

/** Whether a command or an error begins on the line, which a narrow window may have broken. */
export function beginsWebRequestLine(line: string): boolean {
  return beginsCommand(line) || sentence.test(line);
}

// A name or a sentence that has not come to its end.
const unclosed = /(?:^|[\s:])(?:'[^']*|\([^()]*)$/;

/** Whether all that counts of a command or an error stands on the line; an address may go on behind a full one. */
export function isWholeWebRequestLine(line: string, isFull: boolean): boolean {
  if (line.endsWith(':') || (isFull && /https?:\/\/\S*$/i.test(line))) return false;
  if (unclosed.test(line)) return false;
  // What closed it comes behind that.
  if (/connection was closed/i.test(line) || mayGoOn(line)) return line.endsWith('.');
  const { outcome, host } = readWebRequestLine(line) ?? {};
  return outcome === 'silent' ? host !== undefined : outcome !== undefined;
}

// `(host:443)` or `: 'host'`, or as much of it as fits.
const target = /^(?:[.:]\s?)?['(][\w-][\w.-]{2,252}(?:'|\)|:\d{0,5}\)?)?$/;

/** Whether a line is the rest of an error that seems whole: whom it is about. */
export function isTargetOfError(line: string): boolean {
  return target.test(line);
}

/** How little a line tells, among several that may be meant: an error and its host tell most. */
export function vaguenessOf(line: string): number {
  const { outcome, host } = readWebRequestLine(line) ?? {};
  const withoutHost = host === undefined ? 1 : 0;
  if (outcome === undefined) return 6;
  if (outcome === 'silent') return 4 + withoutHost;
  return withoutHost + (outcome === 'timeout' ? 2 : 0);
}

const ofUri = /-uri[\s:]+["']?(?<scheme>https?):\/\/(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/i;
// Of the parameters these too may hold an address.
const otherParameters = /-(?:proxy|body|headers|outfile|useragent|referer)(?:\s+|:)(?:"[^"]*"|'[^']*'|\S+)/gi;

interface Target {
  host?: string;
  port?: number;
}

function hostOfCommand(line: string): Target {
  const named = hostIn(ofUri, line);
  return named.host === undefined ? hostIn(address, line.replace(otherParameters, '')) : named;
}

// Behind these words stands whom they are about.
function quotedIn(rest: string): Target | undefined {
  const [, host, port] = quotedHost.exec(rest) ?? [];
  return host === undefined ? undefined : { host, ...(port !== undefined && { port: Number(port) }) };
}

/** The host and port that the words of an error name: an address, or a name by itself. */
export function hostOfError(line: string): Target {
  const named = hostIn(address, line);
  return named.host === undefined ? hostIn(bareHost, line) : named;
}

function hostIn(form: RegExp, line: string): Target {
  const { host, scheme, port } = form.exec(line)?.groups ?? {};
  if (host === undefined) return {};
  const isPlain = scheme?.toLowerCase() === 'http';
  return { host, ...((port !== undefined || isPlain) && { port: port === undefined ? 80 : Number(port) }) };
}
