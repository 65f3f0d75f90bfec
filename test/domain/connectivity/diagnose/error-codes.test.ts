import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const [server, anchor] = ['adminwebservice.microsoftonline.com', 'bba800-anchor.microsoftonline.com'];

interface Row {
  host: string;
  status: number;
  elapsed: number;
  tail: string;
}

const three = (status: number) => String(status).padStart(3, '0');
const fieldsOf = ({ host, status, elapsed, tail }: Row) =>
  `1452501060.042 ${elapsed} 10.0.0.21 NONE_NONE/${three(status)} 39 CONNECT ${host}:443 - HIER_NONE/- -${tail}`;
const forms = {
  'its own': fieldsOf,
  'its own behind syslog': (row: Row) => `<134>Jan 11 08:31:00 proxy1 squid[42]: ${fieldsOf(row)}`,
  'its own with tabs': (row: Row) => fieldsOf(row).replaceAll(' ', '\t'),
  'the combined one': ({ host, status, elapsed, tail }: Row) =>
    `10.0.0.21 - - [11/Jan/2016:08:31:00 +0000] "CONNECT ${host}:443 HTTP/1.1" ${three(status)} 39 "-" "-" NONE_NONE:HIER_NONE ${elapsed}${tail}`,
} as const;

const spellings: readonly ((code: string) => string)[] = [
  (code) => ` ${code}/-`,
  (code) => ` ${code}`,
  (code) => ` ${code}/WITH_SERVER`,
  (code) => ` ${code}/errno=110`,
  (code) => ` ${code} WITH_CLIENT`,
  (code) => ` "${code}/-"`,
  (code) => ` [${code}]`,
  (code) => ` err=${code}`,
  (code) => ` curl/8.4.0 ${code}/-`,
  (code) => ` 0 - ${code}/-`,
];

const codes = {
  nothing: ['ERR_NONE', '-'],
  dns: ['ERR_DNS_FAIL'],
  tls: ['ERR_SECURE_CONNECT_FAIL', 'ERR_SECURE_ACCEPT_FAIL'],
  timeout: ['ERR_CONNECT_FAIL', 'ERR_CANNOT_FORWARD', 'ERR_GATEWAY_FAILURE', 'ERR_SOCKET_FAILURE'],
  late: ['ERR_READ_TIMEOUT', 'ERR_LIFETIME_EXP'],
  aborted: ['ERR_READ_ERROR', 'ERR_WRITE_ERROR', 'ERR_CLIENT_GONE', 'ERR_ZERO_SIZE_OBJECT'],
  denied: ['ERR_ACCESS_DENIED', 'ERR_FORWARDING_DENIED'],
  signIn: ['ERR_CACHE_ACCESS_DENIED'],
  unknown: ['ERR_TOO_BIG', 'ERR_PROTOCOL_UNKNOWN', 'ERR_AGENT_CONFIGURE', 'ERR_X'],
} as const;
type Meaning = keyof typeof codes;
const meanings = Object.keys(codes) as Meaning[];

/** A number of a failure is told as it is but for what befell the name or the certificate; any other number is outweighed. */
function meant(meaning: Meaning, { host, status, elapsed }: Row): string | number {
  if (status >= 400) return status >= 500 && status !== 504 && (meaning === 'dns' || meaning === 'tls') ? meaning : status;
  const isLate = host === anchor && elapsed < 300_000;
  if (meaning === 'nothing') return status === 0 ? 'timeout' : 'reached';
  if (meaning === 'unknown') return 'unclear';
  if (meaning === 'late') return status === 200 && elapsed >= 300_000 ? 'reached' : 'timeout';
  if (meaning === 'aborted') return status === 0 || isLate ? 'timeout' : 'reached';
  return { dns: 'dns', tls: 'tls', timeout: 'timeout', denied: 403, signIn: 407 }[meaning];
}

function told(log: string): string | number {
  const { refused, reached } = diagnoseLog(log, 'connect');
  return refused[0]?.status ?? (reached.length > 0 ? 'reached' : 'unclear');
}

const row = fc.record({
  host: fc.constantFrom(server, anchor),
  status: fc.constantFrom(0, 200, 403, 407, 500, 502, 503, 504),
  elapsed: fc.constantFrom(40, 299_999, 300_000),
});
const error = fc
  .constantFrom(...meanings)
  .chain((meaning) => fc.record({ meaning: fc.constant(meaning), code: fc.constantFrom(...codes[meaning]) }));

describe.each(Object.entries(forms))('the error behind a row of Squid in %s', (_, write) => {
  it('tells the reason where the number of the row does not, however it is written', () => {
    void fc.assert(
      fc.property(row, error, fc.constantFrom(...spellings), (one, { meaning, code }, spell) => {
        // Who broke off before anything came, after five minutes, is told by other lines.
        fc.pre(!(meaning === 'aborted' && one.status === 0 && one.elapsed >= 300_000));
        const given = { ...one, tail: code === '-' ? ' -/-' : spell(code) };
        const log = write(given);
        expect([log, told(log)]).toEqual([log, meant(meaning, given)]);
      }),
      { numRuns: 500 },
    );
  });
});
