import { certificateIssuers } from '../../check/check-line.ts';
import type { CurlLine } from './read-curl.ts';
import { statusNamed } from './status-words.ts';

const command = /\bopenssl(?:\.exe)?["']?\s+s_client\s.{0,500}?-(?:connect|host)[\s=]+["']?([\w.-]{1,253})(?::(\d{1,5}))?/i;
const verified = /^verify return code: (\d{1,3}) /i;
const verifyError = /^verify error:num=(\d{1,3}):/i;
const leafIssuer = /^(?:0 s:.{0,1000}\s)?i:(.*)/i;
// The root is not known to OpenSSL, which on some systems knows none: https://docs.openssl.org/master/man1/openssl-verification-options/
const ofNoRoot: ReadonlySet<number> = new Set([2, 20, 21, 27]);
const noName = /(?:name or service not known|nodename nor servname|no such host is known|temporary failure in name resolution)/i;
const noWay =
  /^connect: |^connect:errno=|:(?:connection refused|connection timed out|no route to host|network is unreachable|operation timed out)/i;
const cutOff = /^(?:write|read):errno=|:unexpected eof while reading|:ssl handshake failure/i;
const version = /:(?:unsupported protocol|tlsv1 alert protocol version|no protocols available|wrong version number)/i;
const refusedTunnel = /^s_client: http connect failed: (.{0,200})/i;
const silent =
  /^(?:connected\(|connecting to |depth=\d|verify |-{3}$|\d+ s:|[ai]:|v:notbefore|server certificate|certificate chain|subject=|issuer=|no client certificate|peer signing|ssl handshake has read|new, tls|verification|early data|protocol +:|cipher +:|secure renegotiation|compression:|expansion:|no alpn)/i;

/** Reads what `openssl s_client` prints: whether a connection stands, and who has issued the certificate. https://docs.openssl.org/master/man1/openssl-s_client/ */
export function createSClientReader(): (line: string) => CurlLine | undefined {
  let [isOpen, isLeaf, isForeign] = [false, false, false];
  return (line) => {
    const [, to, port = '443'] = command.exec(line) ?? [];
    if (to !== undefined) {
      [isOpen, isLeaf, isForeign] = [true, false, false];
      return { outcome: 'silent', host: to, port: Number(port) };
    }
    if (!isOpen) return undefined;
    if (/^0 s:/.test(line)) isLeaf = true;
    else if (/^\d+ s:/.test(line)) isLeaf = false;
    const [, issuer] = isLeaf ? (leafIssuer.exec(line) ?? []) : [];
    if (issuer !== undefined && !certificateIssuers.some((name) => issuer.includes(name))) isForeign = true;
    const told = issuer !== undefined && isForeign ? ({ outcome: 'tls' } as const) : readOutcome(line);
    // Whoever opens the connection on the way may be trusted on the server.
    if (told !== undefined) return isForeign && told.outcome === 'answered' ? { outcome: 'silent' } : told;
    return silent.test(line) ? { outcome: 'silent' } : undefined;
  };
}

function readOutcome(line: string): CurlLine | undefined {
  const [, words] = refusedTunnel.exec(line) ?? [];
  if (words !== undefined) {
    const number = statusNamed(words);
    return number === undefined ? { outcome: 'silent' } : { outcome: number, isOfTunnel: true };
  }
  const code = Number((verified.exec(line) ?? verifyError.exec(line))?.[1] ?? Number.NaN);
  if (!Number.isNaN(code)) return { outcome: code === 0 ? 'answered' : ofNoRoot.has(code) ? 'silent' : 'tls' };
  if (noName.test(line)) return { outcome: 'dns' };
  if (noWay.test(line)) return { outcome: 'no-way' };
  if (version.test(line)) return { outcome: 'tls-1.2' };
  return cutOff.test(line) ? { outcome: 'timeout' } : undefined;
}
