import { describe, expect, it } from '@jest/globals';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { createHttpWorld } from '../support/support.ts';

const { call } = createHttpWorld();
const megabyte = 1_024 * 1_024;

function ask(body: unknown, send = call) {
  return send('/connectivity/diagnose', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

describe('POST /connectivity/diagnose', () => {
  it('says what a log lacks, who was refused, and what to do, with the page that says so', async () => {
    const log = '8:31 connect://login.microsoftonline.com:443\n8:31 connect://adminwebservice.microsoftonline.com:443 403\nwords\n';
    const { json } = await ask({ log });
    expect(json).toMatchObject({
      product: 'connect',
      lines: { understood: 2, notUnderstood: 1 },
      phases: [{ phase: 'connect', foundBy: 'order', complete: false }],
      reached: [{ host: '*.microsoftonline.com', port: 443 }],
      missing: [{ step: 'anchor' }, { step: 'directory-discovery' }, { step: 'relay' }],
      refused: [{ host: 'adminwebservice.microsoftonline.com', status: 403 }],
      sequenceStopsAt: { phase: 'connect', step: 'anchor' },
      ignored: [],
    });
    // The phase stops because of the refusal.
    expect(json.advice.map(({ rule }: { rule: string }) => rule)).toEqual(['address-closed']);
    expect(json.advice[0]).toMatchObject({ hosts: ['adminwebservice.microsoftonline.com'], source: expect.stringMatching(/^https:/) });
    expect(json.notSeen.length).toBeGreaterThan(5);
  });

  it('judges a list of hosts by the tables', async () => {
    const { json } = await ask({ hosts: ['*.microsoftonline.com', 'graph.microsoft.com:443'] });
    expect(json.reached.map(({ host }: { host: string }) => host)).toEqual(['graph.microsoft.com', '*.microsoftonline.com']);
    expect(json.missing.map(({ host }: { host: string }) => host)).toContain('mscrl.microsoft.com');
    expect(json.lines).toEqual({ understood: 2, notUnderstood: 0 });
    expect((await ask({ hosts: [], product: 'cloud-sync' })).json.missing.map(({ host }: { host: string }) => host)).toContain(
      '*.msappproxy.net',
    );
  });

  it.each([{}, { log: '', hosts: [] }, { log: 7 }, { hosts: 'a' }, { log: '', product: 'other' }, { log: '', other: 1 }])(
    'is asked for one of both: %j is refused',
    async (body) => {
      expect(await ask(body)).toMatchObject({ status: 400, json: { code: 'InvalidRequest' } });
    },
  );

  it('takes a log of five megabytes and a body of six, and nothing beyond', async () => {
    const line = 'https://www.example.com/\n';
    const log = line.repeat(Math.floor((5 * megabyte) / line.length));
    expect((await ask({ log })).json.lines).toEqual({ understood: Math.floor((5 * megabyte) / line.length), notUnderstood: 0 });
    expect(await ask({ log: log + line })).toMatchObject({ status: 413, json: { code: 'PayloadTooLarge' } });
    // Two bytes each.
    expect((await ask({ log: '\u00e9'.repeat(2.5 * megabyte + 1) })).status).toBe(413);
    expect((await ask({ log: '\n'.repeat(3 * megabyte) })).status).toBe(413);
  });

  it('says of a body in another encoding or form what to send instead', async () => {
    const log = '8:31 connect://login.microsoftonline.com:443 403\n';
    const send = (type: string, body: string) =>
      call('/connectivity/diagnose', { method: 'POST', headers: { 'content-type': type }, body });
    // As the bytes of UTF-16 look one by one.
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('latin1');
    for (const type of ['text/plain', 'text/plain; charset=utf-16', 'text/plain; charset=utf-8', 'application/json; charset=utf-16le']) {
      const { status, json } = await send(type, utf16(log));
      expect([type, status, json.code, json.detail]).toEqual([
        type,
        415,
        'UnsupportedMediaType',
        'Send application/json in UTF-8 without a Content-Encoding.',
      ]);
    }
    const { status, json } = await send('application/json', utf16(JSON.stringify({ log })));
    expect([status, json.code, json.detail]).toEqual([400, 'InvalidJson', 'The body is not JSON in UTF-8.']);
    // A file in UTF-16 within JSON in UTF-8 is read all the same.
    const { json: read } = await ask({ log: utf16(log) });
    expect(read.refused).toEqual([{ host: 'login.microsoftonline.com', status: 403 }]);
  });

  it('refuses by the announced length alone, and as much as ever on other routes', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': String(6 * megabyte + 1) };
    expect((await call('/connectivity/diagnose', { method: 'POST', headers, body: '{}' })).status).toBe(413);
    const elsewhere = { 'content-type': 'application/json', 'content-length': String(megabyte) };
    expect((await call('/errors/explain', { method: 'POST', headers: elsewhere, body: '{"text":""}' })).status).toBe(413);
  });

  it('stores and logs nothing of what it is sent, not even when it refuses it', async () => {
    const marker = 'zq7-marker';
    const written: unknown[] = [];
    const world = createHttpWorld({}, recording(createInMemoryTables(), written));
    const log = [
      `8:31 connect://${marker}-anchor.microsoftonline.com:443 403`,
      `https://${marker}.example.com/?secret=${marker}`,
      `user realm discovery failed for ${marker}`,
      `AADSTS987654: ${marker}`,
      `direct tcp ${marker}.microsoftonline.com:443 timeout ${marker}`,
      marker,
    ].join('\n');
    expect((await ask({ log }, world.call)).text).toContain(`${marker}-anchor.microsoftonline.com`);
    await ask({ log: log.repeat(20_000) }, world.call);
    await ask({ log, hosts: [marker] }, world.call);
    await ask({ log, [marker]: 1 }, world.call);
    await ask({ hosts: [`${marker}.example.com`] }, world.call);
    expect(written).toEqual([]);
    expect(JSON.stringify(world.log.entries)).not.toContain(marker);
    expect((await world.call('/metrics')).text).not.toContain(marker);
    expect((await world.call('/errorSightings')).json.value).toEqual([]);
  });
});

/** Notes every call by which a table could change. */
function recording(openTable: OpenTable, written: unknown[]): OpenTable {
  return (name) =>
    new Proxy(openTable(name), {
      get(table, method, receiver) {
        const own = Reflect.get(table, method, receiver);
        if (typeof own !== 'function' || !/create|merge|replace|delete|submit/i.test(String(method))) return own;
        return (...facts: unknown[]) => {
          written.push([name, method, facts]);
          return own.apply(table, facts);
        };
      },
    });
}
