import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import type { NetworkDiagnosis } from '../../../../lib/domain/connectivity/diagnose/finding.ts';
import { roleOf } from '../../../../lib/domain/connectivity/tables/host-roles.ts';
import type { PhaseName } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

const phases: readonly PhaseName[] = ['connect', 'configure', 'initial-sync'];
const formNames = Object.keys(logForms) as (keyof typeof logForms)[];

function findingsOf({ missing, refused, sequenceStopsAt, advice }: NetworkDiagnosis) {
  return { missing, refused, sequenceStopsAt, advice: advice.map(({ rule }) => rule) };
}

/** What happened to a healthy log, the same whatever form tells it. */
const trouble = fc.record({
  phase: fc.constantFrom(...phases),
  removed: fc.option(fc.constantFrom('sign-in', 'discovery', 'anchor', 'directory-discovery', 'relay'), { nil: undefined }),
  refusedAt: fc.nat(20),
  status: fc.constantFrom(200, 403, 407, 504, 503),
});

// Only what looks like the hosts that count, and hosts of others, however they were answered.
const foreignHosts = [
  'www.example.com',
  'login.microsoftonline.com.evil.example',
  'xlogin-microsoftonline.com',
  'microsoftonline.com',
  'bba800-anchor.microsoftonline.com.example',
  'evil-anchor.microsoftonline.co',
  'graph.microsoft.com.example',
  'login.windows.net.example',
];

const disguise = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n', '\n\n', '\r'),
  mark: fc.constantFrom('', '\ufeff'),
  trailer: fc.constantFrom('', 'That was all of it.', 'See https://login.microsoftonline.com for more.', '10.1.2.3 - - [11/Jan/2016:0'),
  isLoud: fc.boolean(),
  isDotted: fc.boolean(),
  escaped: fc.constantFrom('', '.', 'o', 'o.'),
  foreign: fc.array(fc.record({ host: fc.constantFrom(...foreignHosts), status: fc.constantFrom(200, 403, 407, 504), at: fc.nat(30) }), {
    maxLength: 8,
  }),
  repeats: fc.integer({ min: 1, max: 3 }),
});

type Trouble = Parameters<Parameters<typeof trouble.map>[0]>[0];
type Disguise = Parameters<Parameters<typeof disguise.map>[0]>[0];

function troubled({ phase, removed, refusedAt, status }: Trouble): ProxyRequest[] {
  const left = referenceRequests(phase).filter(({ host }) => roleOf(host) !== removed);
  const refused = left[refusedAt % left.length]?.host;
  return left.map((request) => (request.host === refused ? { ...request, status, durationInMs: 60_000 } : request));
}

function disguised(requests: readonly ProxyRequest[], form: keyof typeof logForms, how: Disguise): string {
  const all = requests.flatMap((request) => Array<ProxyRequest>(how.repeats).fill(request));
  for (const { host, status, at } of how.foreign) {
    const place = at % (all.length + 1);
    all.splice(place, 0, { at: all[Math.min(place, all.length - 1)]?.at ?? new Date(0), host, status, durationInMs: 5 });
  }
  const spell = (host: string) =>
    [...`${how.isLoud ? host.toUpperCase() : host}${how.isDotted && form !== 'addresses' ? '.' : ''}`]
      .map((char) => (how.escaped.includes(char) ? `%${char.charCodeAt(0).toString(16)}` : char))
      .join('');
  const text = logForms[form](all.map((request) => ({ ...request, host: spell(request.host) })));
  return `${how.mark}${text.split(/\r?\n/).join(how.lineEnd)}${how.lineEnd}${how.trailer}`;
}

describe('a log', () => {
  it('tells the same in every form and every disguise', () => {
    void fc.assert(
      fc.property(trouble, fc.constantFrom(...formNames), disguise, (what, form, how) => {
        const requests = troubled(what);
        const plain = diagnoseLog(logForms['Squid native'](requests), 'connect');
        expect(findingsOf(diagnoseLog(disguised(requests, form, how), 'connect'))).toEqual(findingsOf(plain));
      }),
      { numRuns: 400 },
    );
  });

  it('never makes the diagnosis fail, whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'connect://',
        'https://',
        ':443',
        ' 407 ',
        '"',
        '[',
        '<td>',
        '\n',
        '\t',
        ',',
        ';',
        '#Fields: cs-host sc-status\n',
        'url,respcode\n',
        '%',
        '*.',
        '@',
        'Configure\n',
      ),
      fc.constantFrom(
        'login.microsoftonline.com',
        'TCP_DENIED/407',
        '1453019880.123',
        'CONNECT',
        'Invoke-WebRequest : ',
        'direct tcp ',
        '0',
        '-',
        '&nbsp;',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    void fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { lines, refused } = diagnoseLog(text, 'connect');
        expect(lines.understood).toBeGreaterThanOrEqual(refused.length > 0 ? 1 : 0);
        expect(lines.understood + lines.notUnderstood).toBeLessThanOrEqual(text.split(/[\r\n]|<td>/).length);
      }),
      { numRuns: 1_500 },
    );
  });
});
