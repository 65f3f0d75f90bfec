import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { NetworkDiagnosis } from '../../../../client/client.d.ts';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { judgeLines } from '../../../../ui/screens/connectivity/judge-lines.ts';

const host = 'adminwebservice.microsoftonline.com';

interface Answer {
  code: string;
  status: number;
  isTunnel: boolean;
}

const three = (status: number) => String(status).padStart(3, '0');
const forms = {
  'its own': ({ code, status, isTunnel }: Answer) =>
    `1452501060.042 120 10.0.0.21 ${code}/${three(status)} 39 ${isTunnel ? `CONNECT ${host}:443` : `POST https://${host}/`} - HIER_NONE/- -`,
  'the combined one': ({ code, status, isTunnel }: Answer) =>
    `10.0.0.21 - - [11/Jan/2016:08:31:00 +0000] "${isTunnel ? `CONNECT ${host}:443` : `POST https://${host}/`} HTTP/1.1" ${three(status)} 39 "-" "-" ${code}:HIER_NONE`,
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

  it.each(['TCP_REFRESH_FAIL_OLD', 'TCP_ERR_MISS', 'ERR_CONNECT_FAIL', 'TCP_FAILED'])(
    'leaves open what came of it where the code tells a failure and the number none: %s',
    (code) => {
      for (const isTunnel of [true, false]) expect(told(write({ code, status: 200, isTunnel })).is).toBe('unclear');
      expect(told(write({ code, status: 503, isTunnel: true })).is).toBe(503);
    },
  );
});
