import { describe, expect, it } from '@jest/globals';
import { type TokenSourceKind, toIdentityError } from '../../../lib/adapters/identity/acquire/identity-errors.ts';

const host = 'https://login.microsoftonline.com';

function evidenceOf(error: unknown, source: TokenSourceKind = 'authority') {
  return toIdentityError(error, source, host).evidence;
}

function aadsts(number: number): Error {
  const text = `invalid_client: Error(s): ${number} - AADSTS${number}: Something. Trace ID: 5d5d`;
  return new Error(text, { cause: Object.assign(new Error(text), { errorNo: String(number), status: 401 }) });
}

describe('toIdentityError', () => {
  it.each([
    [65001, 'consentMissing'],
    [700016, 'consentMissing'],
    [7000112, 'consentMissing'],
    [7000229, 'consentMissing'],
    [500011, 'consentMissing'],
    [90002, 'consentMissing'],
    [50020, 'consentMissing'],
    [7000215, 'unauthorized'],
    [7000222, 'unauthorized'],
    [700027, 'unauthorized'],
    [700211, 'unauthorized'],
    [53003, 'unauthorized'],
    [90033, 'identityUnavailable'],
    [90012, 'timeout'],
    [50196, 'throttled'],
  ])('gives AADSTS%d the reason %s', (number, reason) => {
    expect(evidenceOf(aadsts(number))).toMatchObject({
      service: 'identity',
      reason,
      code: `AADSTS${number}`,
      status: 401,
      detail: expect.stringContaining('AADSTS'),
    });
  });

  it('says what happened in the words of the authority, and keeps what differs at every try apart', () => {
    const sentence = `AADSTS700016: Application with identifier '7c1f' was not found in the directory 'Pinecrest - Insurance'. Ask an administrator.`;
    const ids = 'Trace ID: 9e1f5315-1b25-4e21-a711 Correlation ID: 26da0888-1ac2-4ca5 Timestamp: 2026-11-21 21:10:12Z';
    const text = `unauthorized_client: Error(s): 700016 - Timestamp: 2026-11-21 21:10:12Z - Description: ${sentence} ${ids} - Correlation ID: 26da0888`;
    expect(evidenceOf(new Error(text))).toMatchObject({ detail: sentence, requestId: '9e1f5315-1b25-4e21-a711' });
    expect(evidenceOf(new Error(`AADSTS700016: ${' -'.repeat(100_000)}`)).detail?.length).toBeLessThanOrEqual(1024);
  });

  it('explains an authority that cannot be resolved with what usually lies behind it', () => {
    const { reason, detail } = evidenceOf(new Error('endpoints_resolution_error: Endpoints cannot be resolved'));
    expect(reason).toBe('identityUnavailable');
    expect(detail).toContain('NODE_EXTRA_CA_CERTS');
    expect(detail).toContain('login.microsoftonline.com');
  });

  it.each([
    ['managedIdentity' as const, 'user-assigned identity is attached'],
    ['azureCli' as const, 'az login'],
    ['authority' as const, 'gave no token'],
  ])('says what to check when %s gives no token', (source, hint) => {
    expect(evidenceOf(undefined, source)).toMatchObject({ reason: 'identityUnavailable', detail: expect.stringContaining(hint) });
  });

  it('keeps secrets out of the detail and of the code', () => {
    const error = toIdentityError(
      new Error('client_secret=s3cr3t client_assertion=eyJhbGciOiJub25lIn0.eyJ0aWQiOiIxIn0.x failed'),
      'authority',
      host,
    );
    expect(JSON.stringify(error) + error.message).not.toMatch(/s3cr3t|eyJ/);
  });
});
