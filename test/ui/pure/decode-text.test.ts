import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeText, isBinary, isPacked } from '../../../ui/parts/form/decode-text.ts';

/** Bytes of a text as files have them. */
const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, the low byte first, with its mark, as Windows PowerShell 5 writes it': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, the high byte first, with its mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16, the low byte first, without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, the high byte first, without a mark': (text) => Buffer.from(text, 'utf16le').swap16(),
};

const report = 'check-connectivity 1 connect 2026-11-30T06:30:00Z\r\nvia proxy http://fabrikamproxy:8080\r\n';

describe('the text of a file', () => {
  it.each(Object.entries(encodings))('is read from %s', (_, encode) => {
    const line = fc.string({ unit: fc.constantFrom(...'abc:/. 0\u00e9\u0416\u4e2d') });
    void fc.assert(
      fc.property(line, (more) => {
        expect(decodeText(encode(`${report}${more}\r\n`))).toBe(`${report}${more}\r\n`);
      }),
      { numRuns: 100 },
    );
  });

  it('is read as UTF-8 where nothing shows another encoding, whatever the bytes are', () => {
    expect(decodeText(new Uint8Array())).toBe('');
    expect(decodeText(Uint8Array.of(0x41))).toBe('A');
    expect(decodeText(Buffer.from('Kapcsol\u00f3d\u00e1s'))).toBe('Kapcsol\u00f3d\u00e1s');
    expect(decodeText(new Uint8Array(4_096))).toBe('\0'.repeat(4_096));
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(typeof decodeText(bytes)).toBe('string');
      }),
      { numRuns: 200 },
    );
  });

  it('is told from a file that holds none', () => {
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const eventLog = Buffer.concat([Buffer.from('ElfFile\0'), Buffer.alloc(120, 7), new Uint8Array(3_968)]);
    for (const bytes of [picture, eventLog, new Uint8Array(4_096)]) expect(isBinary(bytes)).toBe(true);
    for (const encode of Object.values(encodings)) expect(isBinary(encode(report))).toBe(false);
    for (const text of ['', 'A', '\u001b[31mrefused\u001b[0m', 'Kapcsol\u00f3d\u00e1s']) expect(isBinary(Buffer.from(text))).toBe(false);
  });

  it('is told from a packed file by the first bytes, whatever the text begins with', () => {
    expect(isPacked(gzipSync(report))).toBe(true);
    for (const kind of ['\x03\x04', '\x05\x06', '\x07\x08']) expect(isPacked(Buffer.from(`PK${kind}rest`))).toBe(true);
    for (const text of [report, '', 'P', 'PK', 'PKI error', 'PK\r\n']) expect([text, isPacked(Buffer.from(text))]).toEqual([text, false]);
    expect(isPacked(Buffer.from('PK', 'utf16le'))).toBe(false);
  });
});
