import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { diagnoseConnectivity } from '../../../../lib/application/diagnose/diagnose-connectivity.ts';
import { createCatalogueReader } from '../../../../lib/application/show/knowledge/catalogue-reader.ts';
import type { NetworkDiagnosis } from '../../../../lib/domain/connectivity/diagnose/finding.ts';

const catalogue = createCatalogueReader();
const diagnose = (log: string) => diagnoseConnectivity(catalogue, { log });
const rulesOf = ({ advice }: NetworkDiagnosis) => advice.map(({ rule }) => rule);

const folder = new URL('../../../fixtures/connectivity/', import.meta.url);
const sample = (name: string) => readFileSync(new URL(`check-${name}.txt`, folder), 'utf8');

describe('two reports of the script', () => {
  it.each([
    ['first', sample('407') + sample('signed-in')],
    ['last', sample('signed-in') + sample('407')],
    ['first and without its first line', `${sample('407').split('\n').slice(1).join('\n')}${sample('signed-in')}`],
  ])('are those of two accounts, where one is refused and the other is not: the refused one %s', async (_, log) => {
    const diagnosis = await diagnose(log);
    expect(rulesOf(diagnosis)).toEqual(['proxy-wants-sign-in', 'two-accounts']);
    expect(diagnosis.refused).toHaveLength(8);
    expect(diagnosis.advice[1]?.hosts).toHaveLength(8);
  });

  it('have no finding where both sign in, and name no second account where none gets through', async () => {
    expect(await diagnose(sample('signed-in').repeat(2))).toMatchObject({ refused: [], advice: [] });
    expect(rulesOf(await diagnose(sample('407').repeat(2)))).toEqual(['proxy-wants-sign-in']);
  });

  it('do not lend each other the challenge: a tunnel without a look at its end is no success of the second', async () => {
    const bare =
      'check-connectivity 1 connect 2026-11-30T06:32:00Z\nvia proxy http://p:8080\nproxy connect login.windows.net:443 ok 200\nend 1\n';
    expect(rulesOf(await diagnose(sample('407') + bare))).toEqual(['proxy-wants-sign-in']);
  });
});

describe('a report of the script that is a piece of one', () => {
  const names = ['good', 'inspected', '407', 'no-dns', 'signed-in'];
  const linesOf = (name: string) => sample(name).trimEnd().split('\n');
  const pairsOf = ({ refused }: NetworkDiagnosis) => refused.map(({ host, status }) => `${host} ${status}`);

  it.each(names)(
    'finds nothing that the whole one does not find, wherever it begins and ends, and says that it is cut off: %s',
    async (name) => {
      const lines = linesOf(name);
      const whole = await diagnose(lines.join('\n'));
      for (let from = 2; from < lines.length - 2; from += 3)
        for (const to of [from + 1, from + 2, from + 7, lines.length]) {
          const piece = await diagnose(lines.slice(from, to).join('\n'));
          // Without the request that was answered a challenge is the last word.
          const found = pairsOf(piece).filter((pair) => name !== 'signed-in' || !pair.endsWith(' 407'));
          expect(pairsOf(whole)).toEqual(expect.arrayContaining(found));
          if (lines.slice(from, to).some((line) => /^(?:direct|proxy) /.test(line))) expect(rulesOf(piece)).toContain('report-cut-off');
        }
    },
  );

  it.each(names)('is read as the whole one where only its first two lines are lost, and with tabs for blanks: %s', async (name) => {
    const lines = linesOf(name);
    const whole = await diagnose(lines.join('\n'));
    const rest = await diagnose(lines.slice(2).join('\n'));
    expect(rest).toMatchObject({ refused: whole.refused, reached: whole.reached });
    expect(rulesOf(rest)).toEqual([...rulesOf(whole), 'report-cut-off']);
    expect(await diagnose(lines.join('\n').replaceAll(' ', '\t'))).toEqual(whole);
  });
});

describe('a check that failed breaks the rule of its way, its step and its words', () => {
  const silence = 'the proxy does not answer:';

  it.each([
    ['proxy', 'connect login.windows.net:443', `failed ${silence} No such host is known`, 'dns', 'proxy-not-reached'],
    ['proxy', 'connect login.windows.net:443', `failed ${silence} no answer in 10 seconds`, 'timeout', 'proxy-not-reached'],
    ['proxy', 'http crl3.digicert.com:80', `failed ${silence} no answer in 10 seconds`, 'timeout', 'proxy-not-reached'],
    ['proxy', 'connect login.windows.net:443', 'dns No such host is known', 'dns', 'proxy-not-reached'],
    [
      'proxy',
      'connect login.windows.net:443',
      'failed The request was aborted: Could not create SSL/TLS secure channel.',
      'tls',
      'no-inspection',
    ],
    ['proxy', 'connect login.windows.net:443', 'timeout no answer in 10 seconds', 'timeout', 'proxy-gets-no-answer'],
    ['proxy', 'connect login.windows.net:443', 'refused 407 NTLM', 407, 'proxy-wants-sign-in'],
    ['proxy', 'tls login.windows.net:443', 'failed they do not possess a common algorithm', 'tls', 'tls-1.2'],
    ['proxy', 'tls login.windows.net:443', 'failed the stream ended', 'tls', 'no-inspection'],
    ['direct', 'tls login.windows.net:443', 'failed they do not possess a common algorithm', 'tls', 'tls-1.2'],
    ['direct', 'tls login.windows.net:443', 'inspected CN=Fabrikam, O=Fabrikam', 'tls', 'no-inspection'],
    ['direct', 'tls login.windows.net:443', 'timeout', 'timeout', 'no-way-past-the-firewall'],
    ['direct', 'tcp login.windows.net:443', 'failed actively refused it 20.1.1.1:443', 'timeout', 'no-way-past-the-firewall'],
    ['direct', 'tcp crl3.digicert.com:80', 'timeout no answer in 10 seconds', 'timeout', 'no-way-past-the-firewall'],
    ['direct', 'tcp login.windows.net:443', 'dns No such host is known', 'dns', 'name-not-resolved'],
    ['direct', 'dns login.windows.net', 'failed', 'dns', 'name-not-resolved'],
  ])('%s %s %s', async (way, check, result, status, rule) => {
    const log = `check-connectivity 1 connect 2026-11-30T06:32:00Z\nvia ${way}\n${way} ${check} ${result}\nend 1\n`;
    const { refused, advice } = await diagnose(log);
    expect([refused.map((one) => one.status), advice.map((one) => one.rule)]).toEqual([[status], [rule]]);
  });
});
