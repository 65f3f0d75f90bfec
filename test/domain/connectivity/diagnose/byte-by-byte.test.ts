import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { diagnoseHosts } from '../../../../lib/domain/connectivity/diagnose/diagnose-hosts.ts';
import { diagnoseLog, productOf } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

const host = 'adminwebservice.microsoftonline.com';
const requests = referenceRequests('connect').map((request) => (request.host === host ? { ...request, status: 407 } : request));
const report = readFileSync(new URL('../../../fixtures/connectivity/check-407.txt', import.meta.url), 'utf8');

/** A file in UTF-16 as a program sees it that takes it for another encoding. */
const misread: Readonly<Record<string, (text: string) => string>> = {
  'as UTF-8': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('utf8'),
  'as letters of one byte': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('latin1'),
  'without its mark': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  'the high byte first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1'),
};

describe('a text in UTF-16 that was read byte by byte', () => {
  it.each(Object.entries(misread))('says the same as it would have: %s', (_, read) => {
    for (const text of [report, ...Object.values(logForms).map((write) => write(requests))]) {
      expect(diagnoseLog(read(text), 'connect')).toEqual(diagnoseLog(text, 'connect'));
    }
    expect(productOf(read('check-connectivity 1 cloud-sync 2026-11-30T06:30:00Z\n'))).toBe('cloud-sync');
    const list = ['*.microsoftonline.com:443', 'graph.microsoft.com'];
    expect(diagnoseHosts(list.map(read), 'connect')).toEqual(diagnoseHosts(list, 'connect'));
  });
});
