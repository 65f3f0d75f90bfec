import type { ReadTool, ToolLine } from './tool-line.ts';

const host = '([\\w.-]{1,253})';
const command = /\b(?:test-netconnection|tnc)\b(.*)/i;
const namedHost = new RegExp(`-computername[\\s:]+["']?${host}`, 'i');
const bareHost = new RegExp(`^\\s+["']?${host}["']?(?:\\s|$)`);
const namedPort = /-(?:port|p)[\s:]+(\d{1,5})\b/i;
// Behind the word for a warning, in the language of Windows; the rest is English everywhere.
const notResolved = new RegExp(`\\bname resolution of ${host} failed`, 'i');
const notConnected = new RegExp(`\\btcp connect to (?:\\([\\da-f.:]+ : \\d+\\)|${host}:(\\d{1,5})) failed`, 'i');
const pingFailed = /\bping to \S{1,260} failed\b/i;
const property = /^([A-Z][\w ()]{3,28}?)\s*:(?:\s+(.*))?$/;
const others =
  /^(?:RemoteHostname|NameResolutionResults|AllNameResolutionResults|DNSOnlyRecords|LLMNRNetbiosRecords|BasicNameResolution|MatchingIPsecRules|NetworkIsolationContext|IsAdmin|InterfaceIndex|InterfaceAlias|InterfaceDescription|NetAdapter|NetRoute \(NextHop\)|SourceAddress|NameResolutionSucceeded|PingSucceeded|PingReplyDetails \(RTT\)|TraceRoute|Detailed)$/;

/**
 * Reads what `Test-NetConnection` prints: a warning and an object, whose last property says whether the port answers. It goes past any
 * proxy. Whether a ping comes back means nothing. https://learn.microsoft.com/powershell/module/nettcpip/test-netconnection
 */
export function createTestNetConnectionReader(): ReadTool {
  let tried: { host: string; port?: number; isResolved: boolean } | undefined;
  const told = (outcome: ToolLine['outcome']): ToolLine => ({
    outcome,
    ...(tried && { host: tried.host, ...(tried.port !== undefined && { port: tried.port }) }),
  });
  return (line) => {
    const [, unresolved] = notResolved.exec(line) ?? [];
    if (unresolved !== undefined) return { outcome: 'dns', host: unresolved };
    const connect = notConnected.exec(line);
    if (connect !== null) return connect[1] === undefined ? told('silent') : noWayTo(connect[1], Number(connect[2]));
    if (pingFailed.test(line)) return told('silent');
    const [, parameters] = command.exec(line) ?? [];
    if (parameters !== undefined && !line.startsWith('+')) return readCommand(parameters);
    const [, name = '', value = ''] = property.exec(line) ?? [];
    if (name === 'ComputerName') tried = value === '' ? undefined : { host: value, isResolved: true };
    else if (tried === undefined) return undefined;
    else if (name === 'RemoteAddress') tried.isResolved = value !== '';
    else if (name === 'RemotePort') tried.port = Number(value);
    else if (name === 'TcpTestSucceeded') return tried.isResolved ? told(/^true$/i.test(value) ? 'open' : 'no-way') : told('silent');
    else if (!others.test(name)) return undefined;
    return name === 'RemoteAddress' && !tried?.isResolved ? told('dns') : told('silent');
  };
}

function noWayTo(to: string, port: number): ToolLine {
  return { outcome: 'no-way', host: to, port };
}

function readCommand(parameters: string): ToolLine | undefined {
  const [, to] = namedHost.exec(parameters) ?? bareHost.exec(parameters) ?? [];
  const [, port] = namedPort.exec(parameters) ?? [];
  return to === undefined || to.startsWith('-')
    ? undefined
    : { outcome: 'silent', host: to, ...(port !== undefined && { port: Number(port) }) };
}
