import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';
import { toldBy } from '../../../support/proxy-logs/told-by.ts';

const hosts = ['login.microsoftonline.com', 'adminwebservice.microsoftonline.com', 'graph.microsoft.com'];
const forms: readonly (readonly [string, (host: string, status: number) => string])[] = [
  [
    'Squid native',
    (host, status) =>
      `1452501060.123    120 10.0.0.21 TCP_${status < 400 ? 'TUNNEL' : 'DENIED'}/${status} 3920 CONNECT ${host}:443 - HIER_DIRECT/40.126.1.1 -`,
  ],
  [
    'combined',
    (host, status) =>
      `10.0.0.21 - - [11/Jan/2016:08:31:00 +0000] "CONNECT ${host}:443 HTTP/1.1" ${status} 3920 "-" "Mozilla/5.0 (x)" TCP_TUNNEL:HIER_DIRECT`,
  ],
  ['common', (host, status) => `10.0.0.21 - - [11/Jan/2016:08:31:00 +0000] "CONNECT ${host}:443 HTTP/1.1" ${status} 3920`],
];

const requestsOf = (text: string) =>
  toldBy([`Configure\n${text}`])
    .told.flat()
    .filter((one) => typeof one === 'object');

describe('rows of Squid whose line ends were lost', () => {
  it.each(forms)('are read one by one, with a blank between them or without: %s', (name, write) => {
    for (const statuses of [
      [200, 407, 403],
      [407, 200, 200],
      [403, 504, 200],
    ]) {
      const rows = hosts.map((host, place) => write(host, statuses[place] ?? 200));
      // Of a moment, and of a client behind a size, something is lost without a blank.
      const told = (text: string, isLost = false) =>
        requestsOf(text).map((one) => ({ ...(one as object), time: '', ...(isLost && { client: '' }) }));
      const apart = told(rows.join('\n'));
      expect(apart).toHaveLength(3);
      for (const joint of [' ', '  ', '\t', ' \t ', '']) {
        const isLost = joint === '' && name === 'common';
        expect([joint, told(rows.join(joint), isLost)]).toEqual([joint, told(rows.join('\n'), isLost)]);
      }
    }
  });

  it.each(['Squid native', 'Squid combined'])('diagnose as they would with them: %s', (name) => {
    const write = logForms[name as keyof typeof logForms];
    for (const status of [undefined, 403, 407]) {
      const requests = referenceRequests('connect').map((one) =>
        one.host.startsWith('adminwebservice') && status !== undefined ? { ...one, status } : one,
      );
      const log = write(requests).trimEnd();
      const { lines: _, refusedAt: __, ...apart } = diagnoseLog(log, 'connect');
      const pairs = log.split('\n').flatMap((line, place, all) => (place % 2 === 0 ? [`${line} ${all[place + 1] ?? ''}`] : []));
      expect(diagnoseLog(pairs.join('\n'), 'connect')).toMatchObject(apart);
    }
  });
});

describe('an answer that is written behind its target without a blank', () => {
  const host = 'adminwebservice.microsoftonline.com';
  const targets = [`connect://${host}:443`, `https://${host}/`, `${host}:443`, `8:31 connect://${host}:443`, `8:31 https://${host}/`];

  it.each([
    '=407',
    '->407',
    '|407',
    '=>407',
    '\u2192407',
    ':407',
    '~407',
    '(407)',
    '[407]',
    '<407>',
    '|407|',
    '|TCP_DENIED/407',
    '|blocked',
  ])('is never a success: %s', (answer) => {
    for (const target of targets) {
      const { reached, refused, advice } = diagnoseLog(`${target}${answer}`, 'connect');
      const statuses = refused.map(({ status }) => status);
      expect([target, reached]).toEqual([target, []]);
      expect([target, statuses.length > 0 ? statuses : advice.map(({ rule, hosts: named }) => `${rule} ${named}`)]).toEqual([
        target,
        statuses.length > 0 ? [answer === '|blocked' ? 403 : 407] : [`form-not-understood ${host}`],
      ]);
    }
  });

  it.each(['=407', '->407', '[407]'])('leaves its step open in a whole log: %s', (answer) => {
    const others = referenceRequests('connect').filter((one) => one.host !== host);
    const log = `${logForms['Squid native'](others)}\nconnect://${host}:443${answer}`;
    expect(diagnoseLog(log, 'connect')).toMatchObject({
      missing: [],
      refused: [],
      advice: [{ rule: 'form-not-understood', hosts: [host] }],
    });
  });

  it.each(['', 'x=407', '?id=407', 'a/407', '407', '#x', 'Users(12)'])('is none that is a path: %j', (path) => {
    expect(diagnoseLog(`https://${host}/${path}`, 'connect').reached).not.toEqual([]);
  });
});
