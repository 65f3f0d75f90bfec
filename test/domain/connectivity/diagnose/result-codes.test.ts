import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { NetworkDiagnosis } from '../../../../client/client.d.ts';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { judgeLines } from '../../../../ui/screens/connectivity/judge-lines.ts';

const [server, anchor] = ['adminwebservice.microsoftonline.com', 'bba800-anchor.microsoftonline.com'];

interface Answer {
  code: string;
  status: number;
  isTunnel: boolean;
  elapsed?: number;
  host?: string;
}

const three = (status: number) => String(status).padStart(3, '0');
const forms = {
  'its own': ({ code, status, isTunnel, elapsed = 120, host = server }: Answer) =>
    `1452501060.042 ${elapsed} 10.0.0.21 ${code}/${three(status)} 39 ${isTunnel ? `CONNECT ${host}:443` : `POST https://${host}/`} - HIER_NONE/- -`,
  'the combined one': ({ code, status, isTunnel, elapsed = 120, host = server }: Answer) =>
    `10.0.0.21 - - [11/Jan/2016:08:31:00 +0000] "${isTunnel ? `CONNECT ${host}:443` : `POST https://${host}/`} HTTP/1.1" ${three(status)} 39 "-" "-" ${code}:HIER_NONE ${elapsed}`,
} as const;

function told(log: string) {
  const diagnosis = diagnoseLog(log, 'connect');
  const { refused, reached } = diagnosis;
  const { counts } = judgeLines(log, diagnosis as unknown as NetworkDiagnosis);
  return { is: refused[0]?.status ?? (reached.length > 0 ? 'reached' : 'unclear'), isColoured: counts.refused > 0 };
}

/** By the rules of HTTP and of Squid: what is denied is so whatever page goes with it, and any answer but a success leaves no tunnel. */
function meant({ code, status, isTunnel }: Answer): number | string {
  if (code.includes('DENIED')) return status < 400 ? 403 : status;
  if (status === 0) return 'timeout';
  if (isTunnel) return status < 300 ? 'reached' : status;
  if ([403, 407, 451, 502, 503, 504, 511].includes(status)) return status;
  return status < 400 && status >= 300 && code.includes('REDIRECT') ? 'unclear' : 'reached';
}

const plainCodes = ['TCP_TUNNEL', 'TCP_MISS', 'TCP_HIT', 'TCP_MEM_HIT', 'NONE', 'NONE_NONE', 'TAG_NONE', 'TCP_REFRESH_UNMODIFIED'];
const codes = [...plainCodes, 'TCP_REDIRECT', 'TCP_DENIED', 'TCP_DENIED_REPLY', 'ERR_ACCESS_DENIED', 'TCP_CLIENT_REFRESH_MISS'];

describe.each(Object.entries(forms))('a line of Squid in %s', (_, write) => {
  it('tells by its code and its number together what came of the request, and is coloured so', () => {
    void fc.assert(
      fc.property(
        fc.record({
          code: fc.constantFrom(...codes),
          status: fc.constantFrom(0, 200, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 407, 429, 451, 500, 502, 503, 504, 511),
          isTunnel: fc.boolean(),
        }),
        (answer) => {
          const line = write(answer);
          const is = meant(answer);
          // Of no answer at all nothing stands in the line.
          const isColoured = typeof is === 'number';
          expect([line, told(line)]).toEqual([line, { is, isColoured: is === 'timeout' ? expect.anything() : isColoured }]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tells by its number what a request came to that timed out, and by its time whether a tunnel was only idle', () => {
    const answer = fc.record({
      code: fc.constantFrom('TCP_TUNNEL_TIMEDOUT', 'TCP_MISS_TIMEDOUT', 'NONE_NONE_TIMEDOUT', 'TCP_DENIED_TIMEDOUT', 'TCP_TUNNEL_ABORTED'),
      status: fc.constantFrom(0, 200, 302, 403, 407, 429, 502, 503, 504),
      isTunnel: fc.constant(true),
      elapsed: fc.constantFrom(0, 140, 299_999, 300_000, 900_000),
      host: fc.constantFrom(server, anchor),
    });
    const meantBy = ({ code, status, elapsed, host }: { code: string; status: number; elapsed: number; host: string }) => {
      if (status >= 400) return status;
      if (code.includes('DENIED')) return 403;
      if (code.includes('ABORTED')) return status === 0 || (host === anchor && elapsed < 300_000) ? 'timeout' : 'reached';
      return status === 200 && elapsed >= 300_000 ? 'reached' : 'timeout';
    };
    void fc.assert(
      fc.property(answer, (one) => {
        // What broke off before anything came is told by other lines.
        fc.pre(!(one.code.includes('ABORTED') && one.status === 0 && one.elapsed >= 300_000));
        const line = write(one);
        expect([line, told(line).is]).toEqual([line, meantBy(one)]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['TCP_REFRESH_FAIL_OLD', 'TCP_ERR_MISS', 'ERR_CONNECT_FAIL', 'TCP_FAILED', 'ERR_DNS_FAIL', 'ERR_SSL_FAIL'])(
    'leaves open what came of it where the code tells a failure and the number none: %s',
    (code) => {
      for (const isTunnel of [true, false]) expect(told(write({ code, status: 200, isTunnel })).is).toBe('unclear');
      expect(told(write({ code, status: 503, isTunnel: true })).is).toBe(503);
    },
  );
});
