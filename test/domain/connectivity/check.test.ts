import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { CheckLine, HostCheck } from '../../../lib/domain/connectivity/check/check-line.ts';
import { readCheckLine } from '../../../lib/domain/connectivity/check/read-check-line.ts';

const folder = new URL('../../fixtures/connectivity/', import.meta.url);
const samples = readdirSync(folder).filter((file) => file.startsWith('check-'));

function linesOf(sample: string): string[] {
  return readFileSync(new URL(sample, folder), 'utf8').trimEnd().split('\n');
}

function checksOf(sample: string): HostCheck[] {
  return linesOf(sample).flatMap((line) => {
    const read = readCheckLine(line);
    return read?.kind === 'check' ? [read] : [];
  });
}

function resultsOf(sample: string): string[] {
  return [...new Set(checksOf(sample).map(({ way, step, result, status }) => [way, step, result, status].join(' ').trim()))];
}

describe('the report of the script', () => {
  it.each(samples)('%s is understood in every line, and counts its checks at the end', (sample) => {
    const read = linesOf(sample).map(readCheckLine);
    expect(read.filter((line) => line === undefined)).toEqual([]);
    expect(read[0]).toMatchObject({ kind: 'head', product: 'connect' });
    expect(read.at(-1)).toEqual({ kind: 'end', checks: checksOf(sample).length });
  });

  it('tells a good server from one with inspection, one that has to sign in at its proxy and one without names', () => {
    expect(resultsOf('check-good.txt')).toEqual(['direct dns ok', 'direct tcp ok', 'direct tls ok', 'direct http ok 200']);
    expect(resultsOf('check-inspected.txt')).toContain('proxy tls inspected');
    expect(resultsOf('check-407.txt')).toContain('proxy connect refused 407');
    expect(resultsOf('check-no-dns.txt')).toEqual(['direct dns dns']);
  });

  it.each<[string, CheckLine]>([
    ['check-connectivity 1 cloud-sync 2026-11-30T06:30:00Z', { kind: 'head', product: 'cloud-sync', at: '2026-11-30T06:30:00Z' }],
    ['via direct', { kind: 'via', way: 'direct' }],
    ['via proxy http://fabrikamproxy:8080', { kind: 'via', way: 'proxy' }],
    [
      'proxy connect Login.Windows.Net:443 refused 407 Negotiate, NTLM\r',
      {
        kind: 'check',
        way: 'proxy',
        step: 'connect',
        host: 'login.windows.net',
        port: 443,
        result: 'refused',
        status: 407,
        detail: 'Negotiate, NTLM',
      },
    ],
    [
      'direct dns login.windows.net ok a > 1.2.3.4',
      { kind: 'check', way: 'direct', step: 'dns', host: 'login.windows.net', result: 'ok', detail: 'a > 1.2.3.4' },
    ],
    [
      'direct tcp crl.microsoft.com:80 timeout',
      { kind: 'check', way: 'direct', step: 'tcp', host: 'crl.microsoft.com', port: 80, result: 'timeout' },
    ],
    ['skipped *.windowsazure.com:443 no host of it is published', { kind: 'skipped', pattern: '*.windowsazure.com', port: 443 }],
    ['skipped ocsp.digicert.com:80 no file of it is published', { kind: 'skipped', pattern: 'ocsp.digicert.com', port: 80 }],
    [
      'proxy connect login.windows.net:443 ok 200 signed in',
      {
        kind: 'check',
        way: 'proxy',
        step: 'connect',
        host: 'login.windows.net',
        port: 443,
        result: 'ok',
        status: 200,
        detail: 'signed in',
      },
    ],
    ['end 12', { kind: 'end', checks: 12 }],
  ])('reads %j', (line, read) => {
    expect(readCheckLine(line)).toEqual(read);
  });

  it.each([
    '',
    'check-connectivity 2 connect 2026-11-30T06:30:00Z',
    'check-connectivity 1 other 2026-11-30T06:30:00Z',
    'direct tcp login.windows.net ok',
    'direct dns login.windows.net:443 ok',
    'direct tcp *.windows.net:443 ok',
    'direct ping login.windows.net:443 ok',
    'direct tcp login.windows.net:443 fine',
    'sideways tcp login.windows.net:443 ok',
    'direct tcp login.windows.net:99999 ok',
    'connect://login.microsoftonline.com:443',
  ])('does not read %j', (line) => {
    expect(readCheckLine(line)).toBeUndefined();
  });
});
