import type { CurlLine } from './read-curl.ts';
import { statusNamed } from './status-words.ts';

const host = '[\\u2018\'"`]?([\\w.-]{1,253})';
const beginning =
  /^--(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d--\s+(?<scheme>https?):\/\/(?:[^\s/@]{0,100}@)?(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/i;
const tunnel = /^proxy tunneling failed: (.{0,200})/i;
const answer = /^(?:http|proxy) request sent, awaiting response\.\.\.\s*(?:HTTP\/[\d.]{1,3} )?(\d{3})(?!\d)/i;
const error = /^(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d )?error (\d{3}): /i;
const unresolved = [
  new RegExp(`^resolving ${host}.{0,300}\\.\\.\\. failed: `, 'i'),
  new RegExp(`^(?:wget: )?unable to resolve host address ${host}`, 'i'),
];
const unreached = new RegExp(`^connecting to ${host}[^:]{0,300}?(?:\\|\\[?[\\da-f:.]{2,45}\\]?\\|)?:(\\d{1,5})\\.\\.\\. failed: `, 'i');
const untrusted = [
  new RegExp(`^error: cannot verify ${host}['\\u2019]s certificate`, 'i'),
  /^error: (?:the certificate of|no certificate subject alternative name matches|certificate common name .{1,200} matches) /i,
];
const cutOff =
  /^(?:(?:http|proxy) request sent, awaiting response\.\.\. )?(?:read error \(.{1,100}\) in headers\.|no data received\.|read error at )/i;
const silent =
  /^(?:resolving |connecting to |(?:http|proxy) request sent|reusing existing connection|location: |length: |saving to: |retrying\.|giving up\.|unable to establish ssl|unable to locally verify|self.signed certificate|to connect to .{1,260} insecurely|(?:gnutls|openssl): |username\/password authentication)/i;

/** Reads what `wget` prints: what it asks for, behind two hyphens and the time, and what came of it. https://www.gnu.org/software/wget/manual/ */
export function createWgetReader(): (line: string) => CurlLine | undefined {
  let isOpen = false;
  return (line) => {
    const { host: to, scheme, port } = beginning.exec(line)?.groups ?? {};
    if (to !== undefined) {
      isOpen = true;
      return { outcome: 'silent', host: to, port: port === undefined ? portOf(scheme) : Number(port) };
    }
    const told = readOutcome(line);
    if (told !== undefined) return told;
    return isOpen && silent.test(line) ? { outcome: 'silent' } : undefined;
  };
}

function readOutcome(line: string): CurlLine | undefined {
  const [, words] = tunnel.exec(line) ?? [];
  if (words !== undefined) {
    const number = statusNamed(words);
    return number === undefined ? { outcome: 'silent' } : { outcome: number, isOfTunnel: true };
  }
  const [, status] = answer.exec(line) ?? error.exec(line) ?? [];
  if (status !== undefined) return { outcome: Number(status), isOfTunnel: /^proxy request/i.test(line) };
  for (const form of unresolved) {
    const [, name] = form.exec(line) ?? [];
    if (name !== undefined) return { outcome: 'dns', host: name };
  }
  const [, name, port] = unreached.exec(line) ?? [];
  if (name !== undefined) return { outcome: 'no-way', host: name, port: Number(port) };
  const certificate = untrusted.map((form) => form.exec(line)).find((match) => match !== null);
  if (certificate) return { outcome: 'tls', ...(certificate[1] !== undefined && { host: certificate[1] }) };
  return cutOff.test(line) ? { outcome: 'timeout' } : undefined;
}

function portOf(scheme: string | undefined): number {
  return scheme?.toLowerCase() === 'http' ? 80 : 443;
}
