import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { cleanText } from '../../../lib/domain/clean-text.ts';
import { createInMemoryTables } from '../storage/in-memory-table.ts';
import { markedHeaders, markedReason, runMarker } from './marker.ts';
import { createWitness, witness } from './witness.ts';

const token = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"tid":"1","oid":"2"}').toString('base64url')}.${'c2lnbmF0dXJl'.repeat(3)}`;

describe('the witness of a run', () => {
  it.each<[string, unknown]>([
    ['as it is', `client_secret=${runMarker}`],
    ['in a field of a row', { cells: { data: `{"reason":"${markedReason}"}` } }],
    ['in a packed row', { cells: { part0: brotliCompressSync(`{"reason":"${markedReason}"}`) } }],
    ['in bytes', { cells: { part0: Buffer.from(runMarker) } }],
    ['in base64', Buffer.from(`a ${runMarker}`).toString('base64')],
    ['in base64 of an address', Buffer.from(`${runMarker} and more`).toString('base64url')],
    ['in hex', Buffer.from(runMarker).toString('hex')],
    ['in capitals', runMarker.toUpperCase()],
    ['in a token, whatever it says', `Bearer ${token}`],
  ])('notices a secret %s', (_, written) => {
    const own = createWitness();
    own.see('row', written);
    expect(own.leaks).toHaveLength(1);
  });

  it('counts what it has seen, and notices nothing in what was cleaned', () => {
    const own = createWitness();
    for (const [name, header] of Object.entries(markedHeaders)) own.see('log', cleanText(`${name}: ${header.replaceAll(runMarker, '')}`));
    own.see('answer', cleanText(markedReason));
    own.see('answer', cleanText(`Bearer ${token}`));
    expect(own.leaks).toEqual([]);
    expect(own.seen).toMatchObject({ log: Object.keys(markedHeaders).length, answer: 2, card: 0 });
  });

  it('sees what the tables of a test are given', async () => {
    const before = witness.seen.row;
    await createInMemoryTables()('Audit').create({ partitionKey: 'p', rowKey: 'r', cells: { data: cleanText(markedReason) } });
    expect(witness.seen.row).toBe(before + 1);
  });
});
