import { isRecord } from '../is-record.ts';
import { hostOfError } from '../read-web-request.ts';
import type { CurlLine } from './read-curl.ts';
import { statusNamed } from './status-words.ts';

type Outcome = CurlLine['outcome'];

// Behind the name of a host there may be its address; what was not reached stands behind `Connect to`, `lookup` or `ENOTFOUND`.
const host = '[\'"]?(?<host>[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,20})';
const form = (text: string) => new RegExp(text.replace('HOST', host), 'i');

/** What Java, Python, Node.js and Go say of a request that came to nothing, the more exact before the less. */
const outcomes: readonly (readonly [RegExp, Outcome | 'number'])[] = [
  [/\bproxyconnect tcp\b|\bcannot connect to proxy\b(?!.{0,200}tunnel connection failed)/i, 'proxy-not-reached'],
  [/\b(?:unable to tunnel through proxy\. proxy returns|tunnel connection failed:) (?<number>.{0,60})/i, 'number'],
  [/\bserver returned http response code: (?<number>\d{3}) for url/i, 'number'],
  [/\b\d{3} (?:client|server) error: .{1,60} for url: /i, 'number'],
  [/^(?:get|head|post|put|patch|delete|options) "https?:\/\/\S{1,2000}": (?<number>[a-z][a-z -]{3,40})$/i, 'number'],
  [form('\\bunknownhostexception: HOST'), 'dns'],
  [form('\\b(?:enotfound|eai_again) HOST'), 'dns'],
  [form('\\blookup HOST.{0,60}: (?:no such host|server misbehaving)'), 'dns'],
  [form('\\bfailed to resolve HOST'), 'dns'],
  [/\bnameresolutionerror\b|\bgetaddrinfo failed\b/i, 'dns'],
  [/\bssl\w{0,20}exception: .{0,60}(?:protocol_version|no appropriate protocol)/i, 'tls-1.2'],
  [/\bpkix path \w{1,10} failed|\bunable to find valid certification path|\bsslpeerunverifiedexception\b/i, 'tls'],
  [/\bcertificate_verify_failed\b|\bx509: |\bself.signed certificate in certificate chain|\bunable_to_verify_leaf_signature\b/i, 'tls'],
  [/\bunable to get local issuer certificate/i, 'tls'],
  [/\bremote host (?:terminated the handshake|closed connection during handshake)/i, 'timeout'],
  [
    form(
      '\\bconnect(?:ing)? to HOST:(?<port>\\d{1,5}) .{0,200}failed: (?:connection refused|connection timed out|connect timed out|no route to host|network is unreachable)',
    ),
    'no-way',
  ],
  [
    /\bdial tcp .{1,60}: (?:connect: (?:connection refused|connection timed out|no route to host|network is unreachable)|i\/o timeout)/i,
    'no-way',
  ],
  [/\b(?:sockettimeoutexception|readtimeouterror|readtimeout)\b|\bcontext deadline exceeded|\btls handshake timeout/i, 'timeout'],
];

/** Reads the error of a program in Java, Python, Node.js or Go, which names its host. Of one that names none nothing is concluded. */
export function readTrace(line: string): CurlLine | undefined {
  for (const [pattern, outcome] of outcomes) {
    const match = pattern.exec(line);
    if (match === null) continue;
    if (isRecord(line)) return undefined;
    const { number, host: named, port } = match.groups ?? {};
    const told = outcome === 'number' ? statusNamed(number ?? line) : outcome;
    if (told === undefined) return undefined;
    const target = named === undefined ? hostOfError(line) : { host: named, ...(port !== undefined && { port: Number(port) }) };
    return {
      outcome: told,
      ...target,
      isOfTarget: outcome === 'proxy-not-reached',
      ...(outcome === 'number' && { isOfTunnel: !/\bfor url\b/i.test(line) }),
    };
  }
  return undefined;
}
