import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '../../../lib/adapters/identity/verify/create-token-verifier.ts';
import type { KeyFetching } from '../../../lib/application/ports/token-verifier.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { personClaims, rulesOf } from '../../support/sign-in/callers.ts';
import { forgeKey, signToken } from '../../support/sign-in/forge.ts';
import { startKeyServer } from '../../support/sign-in/key-server.ts';

const first = forgeKey('first');
const second = forgeKey('second');
const stranger = forgeKey('never-published');
const start = Date.parse('2026-11-21T10:00:00.000Z');
const [secondInMs, minuteInMs, hourInMs] = [1_000, 60_000, 3_600_000];
const timeoutInMs = 1_000;

let clock: { at: number; now(): number };
let server: Awaited<ReturnType<typeof startKeyServer>>;
let verifier: ReturnType<typeof createTokenVerifier>;

beforeEach(async () => {
  clock = { at: start, now: () => clock.at };
  server = await startKeyServer(clock);
  server.answer({ keys: [first.jwk] });
  const options = { rules: rulesOf(), keysUrl: server.url, trustsPlatform: false, timeoutInMs };
  verifier = createTokenVerifier({ clock, log: createRecordingLog() }, options);
});
afterEach(() => server.close());

/** `proven`, the fault, or `unavailable` with the seconds to wait. */
async function ask(key = first, fetching: KeyFetching = 'any'): Promise<string> {
  try {
    const verdict = await verifier.verify(signToken(key, personClaims(clock.at)), fetching);
    return 'principal' in verdict ? 'proven' : verdict.fault;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return `unavailable ${Math.ceil((error.evidence.retryAfterInMs ?? -1) / 1000)}`;
  }
}

const outages: [string, Parameters<typeof server.answer>[0]][] = [
  ['answers 500', (response) => response.writeHead(500).end()],
  ['answers a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
  ['answers no keys', { keys: [] }],
  ['answers keys of another use only', { keys: [{ ...second.jwk, use: 'enc' }] }],
  ['answers something else', (response) => response.end('{"value":[]}')],
  ['redirects', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ['answers too much', (response) => response.end(JSON.stringify({ keys: [second.jwk], padding: 'x'.repeat(256 * 1024) }))],
  ['cuts the connection', (response) => response.destroy()],
  ['hangs', () => undefined],
  ['hangs in the middle', (response) => response.write('{"keys":')],
];

describe('the keys of the token authority', () => {
  it('are fetched once for many callers at the same time, and not again while they are fresh', async () => {
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => ask())))).toEqual(new Set(['proven']));
    clock.at += 10 * minuteInMs - 1;
    expect(await ask()).toBe('proven');
    expect(server.asked).toHaveLength(1);
    expect(verifier.keyFetches()).toEqual({ succeeded: 1, failed: 0 });
  });

  it('are not fetched for a token whose key is unknown more than once in 30 seconds', async () => {
    for (let call = 0; call < 300; call += 1) {
      expect(await ask(stranger)).toBe('unknownKey');
      clock.at += secondInMs;
    }
    const pauses = server.asked.slice(1).map((at, index) => at - (server.asked[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30 * secondInMs);
    expect(server.asked.length).toBeGreaterThan(5);
  });

  it.each(outages)(
    'are not asked for more than once in 30 seconds while the endpoint %s, and the caller is told when to come back',
    async (_, outage) => {
      server.answer(outage);
      expect(await ask()).toBe('unavailable 30');
      expect(new Set(await Promise.all(Array.from({ length: 50 }, () => ask())))).toEqual(new Set(['unavailable 30']));
      clock.at += 29 * secondInMs;
      expect(await ask()).toBe('unavailable 1');
      expect(server.asked).toHaveLength(1);
      clock.at += secondInMs;
      server.answer({ keys: [first.jwk] });
      expect(await ask()).toBe('proven');
      expect(server.asked).toHaveLength(2);
    },
  );

  it.each(outages)('serve for 24 hours while the endpoint %s', async (_, outage) => {
    expect(await ask()).toBe('proven');
    server.answer(outage);
    for (let hour = 1; hour < 24; hour += 1) {
      clock.at = start + hour * hourInMs;
      expect([hour, await ask()]).toEqual([hour, 'proven']);
    }
    clock.at = start + 24 * hourInMs - 1;
    expect(await ask()).toBe('proven');
    clock.at += 1;
    expect(await ask()).toMatch(/^unavailable/);
  });

  it('make nobody wait a second time for an endpoint that hangs', async () => {
    await ask();
    server.answer(() => undefined);
    clock.at += 10 * minuteInMs;
    await ask();
    clock.at += 30 * secondInMs;
    const before = performance.now();
    expect(await ask()).toBe('proven');
    expect(performance.now() - before).toBeLessThan(0.9 * timeoutInMs);
  });

  it('include a new one within 30 seconds, and are not fetched for it in between', async () => {
    expect(await ask()).toBe('proven');
    server.answer({ keys: [first.jwk, second.jwk] });
    clock.at += 10 * secondInMs;
    expect(await ask(second)).toBe('unknownKey');
    clock.at += 20 * secondInMs;
    expect(await ask(second)).toBe('proven');
    expect(await ask(first)).toBe('proven');
    expect(server.asked).toHaveLength(2);
  });

  it('lose a withdrawn one within 10 minutes', async () => {
    expect(await ask()).toBe('proven');
    server.answer({ keys: [second.jwk] });
    clock.at += 10 * minuteInMs;
    expect(await ask()).toBe('unknownKey');
    expect(await ask(second)).toBe('proven');
  });

  it('lose a withdrawn one with the first answer after an outage', async () => {
    expect(await ask()).toBe('proven');
    server.answer((response) => response.writeHead(503).end());
    clock.at += hourInMs;
    expect(await ask()).toBe('proven');
    server.answer({ keys: [second.jwk] });
    clock.at += 30 * secondInMs;
    await ask(second);
    expect(await ask()).toBe('unknownKey');
  });

  it('say that an unknown key may be known later when the last answer was a failure', async () => {
    expect(await ask()).toBe('proven');
    server.answer((response) => response.writeHead(500).end());
    clock.at += minuteInMs;
    expect(await ask(second)).toBe('unavailable 30');
    expect(await ask()).toBe('proven');
  });

  it('are never fetched for an open route, which knows a caller by the keys that are held', async () => {
    expect(await ask(first, 'never')).toBe('unavailable 0');
    expect(server.asked).toHaveLength(0);
    await ask();
    expect(await ask(first, 'never')).toBe('proven');
    expect(await ask(stranger, 'never')).toBe('unknownKey');
    expect(server.asked).toHaveLength(1);
  });

  it('are renewed, but not searched for a new one, while strangers are too many', async () => {
    expect(await ask(first, 'renew')).toBe('proven');
    clock.at += minuteInMs;
    expect(await ask(stranger, 'renew')).toBe('unknownKey');
    expect(server.asked).toHaveLength(1);
    clock.at += 10 * minuteInMs;
    expect(await ask(first, 'renew')).toBe('proven');
    expect(server.asked).toHaveLength(2);
  });

  it('are asked for again at once where the clock was set back', async () => {
    server.answer((response) => response.writeHead(500).end());
    await ask();
    clock.at -= hourInMs;
    server.answer({ keys: [first.jwk] });
    expect(await ask()).toBe('proven');
  });

  it('sign only for the issuer that a key names, where it names one', async () => {
    const of = (issuer: string) => ({ keys: [{ ...first.jwk, issuer }] });
    const ofTenant = async (issuer: string) => {
      server.answer(of(issuer));
      clock.at += 10 * minuteInMs;
      return ask();
    };
    expect(await ofTenant('https://login.microsoftonline.com/{tenantid}/v2.0')).toBe('proven');
    expect(await ofTenant(String(personClaims(clock.at).iss))).toBe('proven');
    expect(await ofTenant('https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0')).toBe('unknownKey');
    expect(await ofTenant('https://login.microsoftonline.us/{tenantid}/v2.0')).toBe('unknownKey');
  });

  it.each([
    ['for another use', { use: 'enc' }],
    ['for another algorithm', { alg: 'RS512' }],
    ['for signing alone', { key_ops: ['sign'] }],
    ['without an id', { kid: undefined }],
    ['of another kind', { kty: 'oct', k: 'c2VjcmV0' }],
  ])('are passed over when they are %s', async (_, change) => {
    server.answer({ keys: [{ ...first.jwk, ...change }, second.jwk] });
    expect(await ask()).toBe('unknownKey');
    expect(await ask(second)).toBe('proven');
  });

  it('shorter than 2048 bits prove nothing', async () => {
    const short = forgeKey('short', 1024);
    server.answer({ keys: [short.jwk] });
    expect(await ask(short)).toBe('wrongSignature');
  });
});
