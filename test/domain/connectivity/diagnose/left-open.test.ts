import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { type Product, products } from '../../../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpointsOf, isNeeded } from '../../../../lib/domain/connectivity/tables/endpoints.ts';
import { roleOf } from '../../../../lib/domain/connectivity/tables/host-roles.ts';
import { referencePhases } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

function told(text: string, product: Product) {
  const { advice, refused, missing, notSeen, reached } = diagnoseLog(text, product);
  return {
    advice: advice.map(({ rule, hosts }) => [rule, ...hosts].join(' ')),
    refused: refused.map(({ host, status }) => `${host} ${status}`),
    missing: missing.map(({ host }) => host),
    notSeen: notSeen.map(({ host, port }) => `${host}:${port}`),
    reached: reached.map(({ host, port }) => `${host}:${port}`),
  };
}

/** Lines that ask a host and leave open what came of it: of a form that is read, of records, and of sentences with a time. */
const unclear: readonly (readonly [string, (host: string, port: number) => string])[] = [
  ['a number in front', (host, port) => `407 https://${host}:${port}/`],
  ['a failure that does not say which', (host, port) => `8:31 connect://${host}:${port} failed`],
  ['a number that is no status', (host, port) => `8:31 connect://${host}:${port} 599`],
  ['a row of FortiGate', (host) => `date=2024-05-13 time=16:29:50 devname="FGT" type="utm" hostname="${host}" action="blocked"`],
  [
    'a row of PAN-OS',
    (host) => `1,2023/10/10 08:31:00,0018,THREAT,url,2305,10.0.0.21,40.126.1.1,rule,,,ssl,tcp,block-url,"${host}/",(9999)`,
  ],
  ['JSON', (host) => `{"msg":"blocked","host":"${host}"}`],
  ['a sentence with its time', (host) => `Jan 11 08:31:00 proxy01 kernel: the policy Corp has had a look at ${host} and stopped it`],
  ['a command without its answer', (host, port) => `PS C:\\> Invoke-WebRequest http${port === 80 ? '' : 's'}://${host}/`],
];

/** Rows of the tables without a part in the sequence, each with a host that it means. */
const rows = products.flatMap((product) =>
  endpointsOf({ product })
    .filter((row) => isNeeded(row) && (product !== 'connect' || roleOf(row.pattern.replace('*', 'any')) === undefined))
    .map((row) => ({ product, port: row.port, row: `${row.pattern}:${row.port}`, host: row.pattern.replace(/^\*/, 'any') })),
);
const healthy = {
  connect: logForms['Squid native'](referenceRequests('connect')),
  'cloud-sync': '8:30 connect://x.msappproxy.net:443 200',
} as const satisfies Record<Product, string>;

describe('a needed host of which no line was understood', () => {
  it.each(unclear)('is named, so that the log is not told as a good one: %s', (_, line) => {
    for (const { product, host, port, row } of rows) {
      const found = told(`${healthy[product]}\n${line(host, port)}`, product);
      if (found.reached.includes(row)) continue;
      expect([row, found]).toMatchObject([row, { advice: [`form-not-understood ${host}`], refused: [], missing: [] }]);
      expect(found.notSeen).not.toContain(row);
    }
  });

  it.each(unclear)('says nothing against it where another line was understood: %s', (_, line) => {
    for (const { product, host, port } of rows) {
      expect(told(`${line(host, port)}\n${healthy[product]}\n8:31 connect://${host}:${port} 200`, product).advice).toEqual([]);
      const refused = told(`8:31 connect://${host}:${port} 403\n${line(host, port)}\n${healthy[product]}`, product);
      expect(refused).toMatchObject({ refused: [`${host} 403`], advice: [expect.not.stringContaining('form-not-understood')] });
    }
  });

  it('is none that another one stands in for: of several anchors one is enough', () => {
    const text = `${healthy.connect}\n8:31 connect://other-anchor.microsoftonline.com:443 failed`;
    expect(told(text, 'connect').advice).toEqual([]);
  });

  it('is none that a sentence without a time mentions', () => {
    for (const product of products)
      expect(
        told(`${healthy[product]}\nThe rules of this page open graph.microsoft.com and www.msappproxy.net too.`, product).advice,
      ).toEqual([]);
  });

  it('is the one of the command before it, where only the next one came to something', () => {
    const command = (host: string) => `C:\\> curl https://${host}/\n`;
    const text = `${command('a.msappproxy.net')}${command('b.msappproxy.net')}curl: (6) Could not resolve host: b.msappproxy.net\n`;
    expect(told(text, 'cloud-sync').refused).toEqual(['b.msappproxy.net dns']);
    const good = `${command('a.msappproxy.net')}${command('b.msappproxy.net')}HTTP/1.1 200 OK\n`;
    expect(told(good, 'cloud-sync').advice).toEqual(['form-not-understood a.msappproxy.net']);
  });
});

describe('a step of the sequence that only a record names', () => {
  it('may have come: it is not missing', () => {
    for (const { phase } of referencePhases) {
      const requests = referenceRequests(phase).filter(({ host }) => roleOf(host) !== 'anchor');
      const record = '{"msg":"x","host":"bba800-anchor.microsoftonline.com"}';
      const found = told(`${phase}\n${logForms['Squid native'](requests)}\n${record}`, 'connect');
      expect(found).toMatchObject({ missing: [], advice: ['form-not-understood bba800-anchor.microsoftonline.com'] });
    }
  });
});
