import { describe, expect, it } from '@jest/globals';
import { createLog, type LogTarget } from '../lib/log.ts';

function recorder(): { lines: string[]; target: LogTarget } {
  const lines: string[] = [];
  const record = (line: string) => void lines.push(line);
  return { lines, target: { debug: record, info: record, warn: record, error: record } };
}

describe('log', () => {
  it('writes a static text with the facts beside it', () => {
    const { lines, target } = recorder();
    createLog(target).info('Poll ended', { tenantId: 't', jobs: 3 });
    expect(lines).toEqual(['{"text":"Poll ended","tenantId":"t","jobs":3}']);
  });

  it('keeps what is logged during an invocation with that invocation, also across awaits', async () => {
    const outside = recorder();
    const inside = recorder();
    const log = createLog(outside.target);
    await log.within(inside.target, async () => {
      await Promise.resolve();
      log.warn('inside');
    });
    log.warn('outside');
    expect([inside.lines, outside.lines]).toEqual([['{"text":"inside"}'], ['{"text":"outside"}']]);
  });

  it('removes tokens, signatures and line breaks from every fact', () => {
    const { lines, target } = recorder();
    createLog(target).error('Failed', {
      error: new Error('Bearer abc.def.ghi'),
      url: 'https://h/x?sig=verysecret&y=1',
      nested: { token: 'eyJhbGciOiJub25lIn0.eyJ0aWQiOiIxIn0.sig' },
      text: 'a\r\nb',
    });
    expect(lines.join()).not.toMatch(/abc\.def|verysecret|eyJhbGci|\\r|\\n/);
  });
});
