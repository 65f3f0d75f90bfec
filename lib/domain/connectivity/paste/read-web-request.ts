/** What came of a request that somebody made by hand. */
export type WebRequestOutcome = number | 'dns' | 'tls' | 'tls-1.2' | 'timeout' | 'no-connection';

/** Of a line of the output of PowerShell: what it says; `silent` where it belongs to the output and says nothing of its own. */
export interface WebRequestLine {
  outcome: WebRequestOutcome | 'silent';
  /** The host that the line names. */
  host?: string;
}

const command = /\b(?:invoke-webrequest|invoke-restmethod|iwr|irm)\b/i;
const address = /\bhttps?:\/\/([\w.-]{1,253})/i;

// Windows PowerShell 5 and PowerShell 7 word the same failures differently. A number in brackets is the same in every language.
const outcomes: readonly (readonly [RegExp, WebRequestOutcome | 'number'])[] = [
  [/^(?:invoke-webrequest|invoke-restmethod|iwr|irm)\s?:.{0,200}\((\d{3})\)/i, 'number'],
  [/remote server returned an error: \((\d{3})\)/i, 'number'],
  [/status code does not indicate success: (\d{3})/i, 'number'],
  [/proxy tunnel request to proxy .{1,200} failed with status code '(\d{3})'/i, 'number'],
  [/^statuscode\s{0,40}:\s?(\d{3})$/i, 'number'],
  [/remote name could not be resolved|no such host is known|name or service not known/i, 'dns'],
  [/trust relationship for the ssl|ssl connection could not be established|could not create ssl|remote certificate is invalid/i, 'tls'],
  // Without a common version of TLS, Windows PowerShell says no more than that; what breaks off later is somebody on the way.
  [/underlying connection was closed: an unexpected error occurred on a send/i, 'tls-1.2'],
  [/underlying connection was closed|response ended prematurely/i, 'timeout'],
  [/the operation has timed out|request was canceled due to the configured httpclient\.timeout/i, 'timeout'],
  [/unable to connect to the remote server|actively refused it|connected host has failed to respond/i, 'no-connection'],
];
const namedHost = /(?:could not be resolved: '|no such host is known\.? \()([\w.-]{1,253})/i;

// The properties of an answer, and what PowerShell puts below an error.
const silent =
  /^(?:statusdescription|content|rawcontent|rawcontentlength|forms|headers|images|inputfields|links|parsedhtml|encoding|baseresponse|relationlink)\s{0,40}:|^(?:at|in) line:\d|^\+\s|^(?:ps )?[a-z]:\\[^>]{0,200}>/i;

// What an answer holds below `RawContent`.
const header =
  /^(?:cache-control|connection|content-[a-z]{4,10}|date|expires|pragma|server|set-cookie|strict-transport-security|transfer-encoding|x-[a-z-]{2,40}):\s/i;

/**
 * Reads a line of what `Invoke-WebRequest` prints: the test of the way to the provisioning service.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity#verify-proxy-connectivity
 */
export function readWebRequestLine(line: string): WebRequestLine | undefined {
  const named = hostIn(namedHost, line);
  for (const [form, outcome] of outcomes) {
    const match = form.exec(line);
    if (match !== null) return { outcome: outcome === 'number' ? Number(match[1]) : outcome, ...named };
  }
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

/** Whether all that counts of a command or an error stands on the line; an address may go on behind a full one. */
export function isWholeWebRequestLine(line: string, isFull: boolean): boolean {
  if (line.endsWith(':') || (isFull && /https?:\/\/\S*$/i.test(line))) return false;
  // What closed it comes behind that.
  if (/connection was closed/i.test(line)) return line.endsWith('.');
  const { outcome, host } = readWebRequestLine(line) ?? {};
  return outcome === 'silent' ? host !== undefined : outcome !== undefined;
}

const ofUri = /-uri[\s:]+["']?https?:\/\/([\w.-]{1,253})/i;
// Of the parameters these too may hold an address.
const otherParameters = /-(?:proxy|body|headers|outfile|useragent|referer)(?:\s+|:)(?:"[^"]*"|'[^']*'|\S+)/gi;

function hostOfCommand(line: string): { host?: string } {
  const named = hostIn(ofUri, line);
  return named.host === undefined ? hostIn(address, line.replace(otherParameters, '')) : named;
}

function hostIn(form: RegExp, line: string): { host?: string } {
  const [, host] = form.exec(line) ?? [];
  return host === undefined ? {} : { host };
}
