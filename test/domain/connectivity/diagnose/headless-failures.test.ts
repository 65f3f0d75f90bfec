import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'bba800-anchor.microsoftonline.com';

function told(text: string): string | number {
  const { refused, reached, lines } = diagnoseLog(text, 'connect');
  if (lines.notUnderstood > 0) return refused.length + reached.length === 0 ? 'not understood' : 'both';
  return refused[0]?.status ?? (reached.length > 0 ? 'reached' : 'nothing');
}

/** What a field says beside a success, and what comes of an export then. */
const outcomes: Readonly<Record<string, readonly string[]>> = {
  timeout: [
    ...['Connection aborted', 'aborted', 'connection aborted by client', 'TCP_TUNNEL_ABORTED', 'Tunnel aborted', 'Connection reset'],
    ...['client_disconnect', 'HTTP 200 aborted', 'ERR_CLIENT_ABORT/200'],
  ],
  '403': ['Access denied', 'Blocked', 'denied', 'Request blocked', 'TCP_DENIED/200'],
  'not understood': [
    ...['Blocked by rule', 'Not allowed to browse this category', 'Default-Deny', 'DNS resolution failed', 'SSL handshake failed'],
    ...['Server connection timeout', 'Bad gateway', 'Proxy authentication required', 'Error', 'timeout', 'Idle timeout', 'timed out'],
    ...['ERR_CONNECT_FAIL', 'Service unavailable', 'Connection closed', 'Verbindung abgebrochen', 'unknown certificate issuer'],
    'The connection to the remote server was terminated before it had answered',
    ...['at 08:32 the connection was lost', 'error 08:32:00'],
  ],
  reached: [
    ...['Allowed', 'OK', 'None', 'No', 'NO', 'Unknown', 'Miscellaneous or Unknown', 'Unknown(Microsoft, Entra)', 'Not Applicable'],
    ...[
      'no error',
      'not blocked',
      'No threat',
      'unknown device',
      'Contoso Limited',
      'Professional Services',
      'Not Required',
      'svc 08:32:00',
    ],
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)',
  ],
};
const words = Object.entries(outcomes).flatMap(([outcome, list]) => list.map((field) => [field, outcome] as const));
const fillers = ['svc@corp.example', '10.0.0.5', 'Business', '39', '1200', 'HTTP_PROXY', 'IT', '-', 'Road Warrior'];

function rowOf(fields: readonly string[], sign: string, isQuoted: boolean): string {
  return fields.map((field) => (isQuoted || /[,;]/.test(field) ? `"${field}"` : field)).join(sign);
}

describe('a row without a header whose number tells a success', () => {
  it('tells no success where another field tells a failure, wherever it stands and however the fields are parted', () => {
    const row = fc.record({
      word: fc.constantFrom(...words),
      sign: fc.constantFrom(',', ';', '\t'),
      isQuoted: fc.boolean(),
      others: fc.array(fc.constantFrom(...fillers), { minLength: 1, maxLength: 9 }),
      place: fc.nat(12),
      target: fc.constantFrom(`${host}:443`, `https://${host}/`, host),
    });
    void fc.assert(
      fc.property(row, ({ word: [field, outcome], sign, isQuoted, others, place, target }) => {
        const fields = [target, 'CONNECT', '200', ...others];
        fields.splice(Math.min(place, fields.length), 0, field);
        // A number is that of the method before it; and which sign parts the fields must be plain.
        fc.pre(fields.indexOf('200') === fields.indexOf('CONNECT') + 1 && (sign === ',' || !/[,;]/.test(field)));
        const line = rowOf(['2016-01-11 08:31:00', ...fields], sign, isQuoted);
        expect([line, String(told(line))]).toEqual([line, outcome]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read as that of Squid where it has the fields of Squid', () => {
    const rowOfSquid = (sign: string, code: string, elapsed: number) =>
      ['1452501060.123', elapsed, '10.0.0.5', code, 39, 'CONNECT', `${host}:443`, '-', 'HIER_NONE/-', '-'].join(sign);
    for (const code of [
      'TCP_TUNNEL/200',
      'TCP_TUNNEL_ABORTED/200',
      'TCP_DENIED/407',
      'TCP_DENIED/200',
      'TCP_TUNNEL/504',
      'TCP_TUNNEL_FAILED/200',
    ])
      for (const elapsed of [140, 400_000])
        for (const sign of [',', ';', '\t'])
          expect([sign, code, told(rowOfSquid(sign, code, elapsed))]).toEqual([sign, code, told(rowOfSquid(' ', code, elapsed))]);
  });
});
