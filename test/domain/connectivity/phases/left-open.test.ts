import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

const endings = { open: '200', closed: '403', unclear: 'no route to host' } as const;

const write = (host: string, line: keyof typeof endings, at: number) =>
  `2016-01-11 08:31:${String(at).padStart(2, '0')} connect://${host}:443 ${endings[line]}`;

function told(lines: readonly string[]) {
  const { missing, refused, advice, sequenceStopsAt } = diagnoseLog(lines.join('\n'), 'connect');
  return {
    missing: missing.map((one) => ('step' in one ? `${one.phase}: ${one.step}` : one.id)),
    stop: sequenceStopsAt,
    refused: refused.map(({ host }) => host),
    rules: advice.map(({ rule }) => rule).filter((rule) => rule !== 'form-not-understood'),
  };
}

const logs = fc.constantFrom(
  referenceRequests('connect'),
  referenceRequests('configure'),
  referenceRequests('initial-sync'),
  (['connect', 'configure'] as const).flatMap(referenceRequests),
  (['connect', 'configure', 'initial-sync'] as const).flatMap(referenceRequests),
);

describe('a log without headings of which some requests are left open', () => {
  it('lacks no step, and one host that is refused beside them is the whole finding, whichever line comes first', () => {
    const choice = logs.chain((requests) =>
      fc.record({
        hosts: fc.constant(requests.map(({ host }) => host)),
        unclear: fc.array(fc.boolean(), { minLength: requests.length, maxLength: requests.length }),
        closed: fc.option(fc.constantFrom(...requests.map(({ host }) => host)), { nil: undefined }),
        newestFirst: fc.boolean(),
      }),
    );
    void fc.assert(
      fc.property(choice, ({ hosts, unclear, closed, newestFirst }) => {
        const lineAt = (place: number) => (hosts[place] === closed ? 'closed' : unclear[place] ? 'unclear' : 'open');
        const lines = hosts.map((host, place) => write(host, lineAt(place), place));
        const refused = closed === undefined ? [] : [closed];
        const rules = refused.map(() => 'address-closed');
        expect(told(newestFirst ? lines.reverse() : lines)).toEqual({ missing: [], stop: null, refused, rules });
      }),
      { numRuns: 150 },
    );
  });

  it('still lacks the first sign-in of the service where what is left open came before its synchronization, or from somebody else', () => {
    const pages = (['connect', 'configure', 'initial-sync'] as const).flatMap((phase) => referenceRequests(phase));
    const hosts = pages.map(({ host }) => host).filter((host) => host !== 'login.windows.net');
    const lines = hosts.map((host, place) => write(host, place === 0 ? 'unclear' : 'open', place));
    expect(told(lines)).toMatchObject({ missing: ['initial-sync: sign-in'], rules: ['sign-in-of-the-service'] });
    const squid = (client: string, host: string, code: string) =>
      `1452501060.123 140 ${client} ${code} 39 CONNECT ${host}:443 - HIER_NONE/- -`;
    const cycle = ['adminwebservice.microsoftonline.com', 'bba800-anchor.microsoftonline.com'].map((host) =>
      squid('10.0.0.5', host, 'TCP_TUNNEL/200'),
    );
    for (const [client, missing] of [
      ['10.0.0.9', ['initial-sync: sign-in']],
      ['10.0.0.5', []],
    ] as const)
      expect(told([...cycle, squid(client, 'login.microsoftonline.com', 'TCP_TUNNEL_FAILED/200')])).toMatchObject({ missing });
  });
});
