import { describe, expect, it } from '@jest/globals';
import { cleanText } from '../../lib/domain/clean-text.ts';
import { threadTimeOf } from '../support/thread-time.ts';
import { marks, secretTexts } from './secret-texts.ts';

const secret = 'Zq7-S3cret_Marker';
const base64 = `${'Ab1+/'.repeat(17)}Z==`;

/** Each form with the secret in it, and what may remain. */
const shapes: [string, string, string][] = [
  ['a bearer token', `Authorization: Bearer ${secret}`, 'Authorization: Bearer [token removed]'],
  ['a bearer token in an address', `authorization=Bearer%20${secret}`, 'authorization=Bearer%20[token removed]'],
  ['basic credentials', `Basic dXNlcjpaUTdNYXJrZXI=`, 'Basic [removed]'],
  ['basic credentials in a header', `authorization: Basic ${secret}`, 'authorization: [removed]'],
  ['credentials for a proxy', `Proxy-Authorization: Basic ${secret}`, 'Proxy-Authorization: [removed]'],
  ['a header of an unknown scheme', `Authorization: Custom ${secret}`, 'Authorization: [removed]'],
  ['a digest', `Authorization: Digest username="u", response="${secret}"`, 'Authorization: [removed]'],
  ['a ticket of Kerberos', `Negotiate YII1${secret}`, 'Negotiate [removed]'],
  ['an answer of NTLM', `NTLM TlRMTVNTUAAD${secret}`, 'NTLM [removed]'],
  ['the shared key of a storage request', `SharedKey account1:${secret}=`, 'SharedKey [removed]'],
  ['the lighter shared key', `SharedKeyLite account1:${secret}=`, 'SharedKeyLite [removed]'],
  ['a token by its looks', `got eyJhbGciOiJub25lIn0.eyJ0aWQiOiIxIn0.${secret} now`, 'got [token removed] now'],
  ['a token with encoded dots', `eyJhbGciOiJub25lIn0%2EeyJ0aWQiOiIxIn0%2E${secret}`, '[token removed]'],
  ['a signature', `?sv=1&sig=${secret}%3D&se=2`, '?sv=1&sig=[removed]&se=2'],
  [
    'a signature of an address within an address',
    `url=https%3A%2F%2Fx%3Fsig%3D${secret}%26se%3D2`,
    'url=https%3A%2F%2Fx%3Fsig%3D[removed]%26se%3D2',
  ],
  ['a signature that is encoded twice', `%253Fsig%253D${secret}%2526se%253D2`, '%253Fsig%253D[removed]%2526se%253D2'],
  ['a signature in JSON', `{"sig":"${secret}"}`, '{"sig":[removed]"}'],
  [
    'the address of a workflow',
    `https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sp=%2Frun&sig=${secret}`,
    'https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sp=%2Frun&sig=[removed]',
  ],
  ['a code of an address', `https://x/y?code=${secret}&z=1`, 'https://x/y?code=[removed]&z=1'],
  ['a code of a fragment', `https://x/y#code=${secret}&state=1`, 'https://x/y#code=[removed]&state=1'],
  ['a key of an address', `https://x/y?key=${secret}`, 'https://x/y?key=[removed]'],
  ['an account key', `AccountName=a;AccountKey=${secret}==;EndpointSuffix=x`, 'AccountName=a;AccountKey=[removed];EndpointSuffix=x'],
  [
    'a shared access key',
    `Endpoint=sb://x/;SharedAccessKeyName=k;SharedAccessKey=${secret}=`,
    'Endpoint=sb://x/;SharedAccessKeyName=k;SharedAccessKey=[removed]',
  ],
  ['a shared access signature', `SharedAccessSignature=${secret}`, 'SharedAccessSignature=[removed]'],
  ['a shared secret', `SharedSecretValue=${secret};x`, 'SharedSecretValue=[removed];x'],
  [
    'the password of a connection string',
    `Server=s;User Id=u;Password=${secret},x;Encrypt=true`,
    'Server=s;User Id=u;Password=[removed];Encrypt=true',
  ],
  ['a password by its short name', `Server=s;Pwd=${secret};`, 'Server=s;Pwd=[removed];'],
  ['a password in a sentence', `the password: ${secret} does not work`, 'the password: [removed] does not work'],
  ['a password under a name of its own', `adminPassword=${secret}`, 'adminPassword=[removed]'],
  ['a password in JSON, with quotes in it', String.raw`{"password":"a\"${secret}, b","user":"u"}`, '{"password":[removed]","user":"u"}'],
  ['a token in a sentence', 'my token: a1B2c3D4e5F6g7H8i9J0k1L2m3 works', 'my token: [removed] works'],
  ['a secret in a sentence', 'the secret is a1B2c3D4e5F6g7H8i9J0k1L2m3.', 'the secret is [removed]'],
  ['a key in a sentence', 'api-key a1B2c3D4e5F6g7H8i9J0k1L2m3', 'api-key [removed]'],
  ['a password in German', 'Passwort=a1B2c3D4e5F6g7H8i9J0k1L2m3', 'Passwort=[removed]'],
  ['a code without an address', 'code=0.AXoAa1B2c3D4e5F6g7H8i9J0', 'code=[removed]'],
  ['a passphrase', `passphrase=${secret}`, 'passphrase=[removed]'],
  ['a client secret in a form', `grant_type=x&client_secret=${secret}&y=1`, 'grant_type=x&client_secret=[removed]&y=1'],
  ['a client secret in JSON', `{"clientSecret": "${secret}"}`, '{"clientSecret": [removed]"}'],
  [
    'a client secret in JSON within JSON',
    `{\\"client_secret\\":\\"${secret}\\",\\"a\\":1}`,
    String.raw`{\"client_secret\":[removed]\",\"a\":1}`,
  ],
  ['a client secret in a setting', `GRAPH_READER_CLIENT_SECRET=${secret}`, 'GRAPH_READER_CLIENT_SECRET=[removed]'],
  ['the text of a secret as Graph answers it', `"secretText":"${secret}"`, '"secretText":[removed]"'],
  ['a client assertion', `client_assertion=${secret}&a=1`, 'client_assertion=[removed]&a=1'],
  ['an access token', `access_token=${secret}`, 'access_token=[removed]'],
  ['a refresh token', `refresh_token=${secret}&a=1`, 'refresh_token=[removed]&a=1'],
  ['a refresh token in JSON', `{"refreshToken":"${secret}"}`, '{"refreshToken":[removed]"}'],
  ['an ID token', `#id_token=${secret}`, '#id_token=[removed]'],
  ['a token under another name', `verification_token=${secret}`, 'verification_token=[removed]'],
  ['a verifier', `code_verifier=${secret}`, 'code_verifier=[removed]'],
  ['a code of a device', `"device_code":"${secret}"`, '"device_code":[removed]"'],
  ['the header of the identity endpoint', `X-IDENTITY-HEADER: ${secret}`, 'X-IDENTITY-HEADER: [removed]'],
  ['the same as a setting', `IDENTITY_HEADER=${secret}`, 'IDENTITY_HEADER=[removed]'],
  ['a key of functions', `x-functions-key: ${secret}`, 'x-functions-key: [removed]'],
  ['a token that the platform hands on', `X-MS-TOKEN-AAD-ACCESS-TOKEN: ${secret}`, 'X-MS-TOKEN-AAD-ACCESS-TOKEN: [removed]'],
  ['a principal of the platform', `x-ms-client-principal: ${secret}`, 'x-ms-client-principal: [removed]'],
  ['a key of API Management', `Ocp-Apim-Subscription-Key: ${secret}`, 'Ocp-Apim-Subscription-Key: [removed]'],
  ['a key of an API', `x-api-key: ${secret}`, 'x-api-key: [removed]'],
  ['a key of Event Grid', `aeg-sas-key: ${secret}`, 'aeg-sas-key: [removed]'],
  ['a cookie', `Cookie: AppServiceAuthSession=${secret}; other=${secret}`, 'Cookie: [removed]'],
  ['a cookie that is set', `"set-cookie": "session=${secret}; Path=/; HttpOnly"`, '"set-cookie": "[removed]"'],
  ['an answer of SAML', `SAMLResponse=${secret}&RelayState=x`, 'SAMLResponse=[removed]&RelayState=x'],
  ['a password in an address', `https://user:${secret}@host.example/x`, 'https://[removed]@host.example/x'],
  ['a password with a slash in an address', `amqps://user:a/${secret}@host.example`, 'amqps://[removed]@host.example'],
  ['a user in an address', `https://${secret}@host.example/x`, 'https://[removed]@host.example/x'],
  ['a private key', `-----BEGIN PRIVATE KEY-----\n${secret}\n${secret}\n-----END PRIVATE KEY----- end`, '[private key removed] end'],
  ['a private key that was cut', `-----BEGIN RSA PRIVATE KEY-----\r\n${secret}`, '[private key removed]'],
  [
    'a private key in JSON',
    String.raw`{"k":"-----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY-----\n"}`,
    String.raw`{"k":"[private key removed]\n"}`,
  ],
  [
    'a retired webhook of Teams',
    `https://x.webhook.office.com/webhookb2/${secret}/IncomingWebhook/1`,
    'https://x.webhook.office.com/webhookb2/[removed]',
  ],
  ['a webhook of Slack', `https://hooks.slack.com/services/T0/B0/${secret}`, 'https://hooks.slack.com/services/[removed]'],
  ['a token of GitHub', `ghp_Zq7${'Marker0'.repeat(5)}`, '[key removed]'],
  ['a token of Slack', `xoxb-123456-${secret}`, '[key removed]'],
  ['a key of AWS', 'AKIAZQ7MARKER0000000', '[key removed]'],
  ['a secret of an application by its looks', `Zq78Q~Marker${'x'.repeat(28)}`, '[secret removed]'],
  ['a key of storage by its looks', base64, '[key removed]'],
  ['a key of functions by its looks', `${'Zq7Marker0'.repeat(4)}AzFu${'Marker0=='}`, '[key removed]'],
];

describe('a secret in a text', () => {
  it('comes in at least 45 shapes', () => {
    expect(shapes.length).toBeGreaterThanOrEqual(45);
  });

  it.each(shapes)('goes: %s', (_, text, expected) => {
    const cleaned = cleanText(text);
    expect(cleaned).toBe(expected);
    expect(cleaned).not.toMatch(/Zq7|S3cret|Marker/);
    expect(cleanText(cleaned)).toBe(cleaned);
  });

  it.each(shapes)('goes also in the middle of a longer one: %s', (_, text) => {
    const cleaned = cleanText(`The request failed (status 401). ${text} \nTrace ID: 5d5d0000-1111-4222-8333-444455556666`);
    expect(cleaned).toMatch(/^The request failed \(status 401\)\. /);
    expect(cleaned).not.toMatch(/Zq7|S3cret|Marker/);
  });
});

/** How one text stands in another, and what parts the letters of a word unseen. */
const wrappings: [string, (text: string) => string][] = [
  ['in an address', encodeURIComponent],
  ['in an address in an address', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['in an address, four times over', (text) => [1, 2, 3, 4].reduce(encodeURIComponent, text)],
  ['in an address, every letter of it', (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&')],
  ['in JSON', (text) => JSON.stringify({ reason: text })],
  ['in JSON in JSON', (text) => JSON.stringify({ reason: JSON.stringify({ text }) })],
  ['in JSON that escapes what HTML means', (text) => JSON.stringify(text).replace(/[&<>='"+]/g, escapeOfJson)],
  ['in HTML', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')],
  ['in HTML, by numbers', (text) => text.replace(/[&<>="':/]/g, (sign) => `&#${sign.charCodeAt(0)};`)],
  ['in HTML, by other numbers', (text) => text.replace(/[&<>="':/]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`)],
  ['in signs of full width', (text) => text.replace(/[=&:?"']/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))],
  ['with a zero in every word', (text) => text.replace(/(?<=[a-z])(?=[a-z])/gi, '\0')],
  ['with spaces of no width in it', (text) => text.replace(/(?<=[a-z])(?=[a-z])/gi, '\u200b')],
  ['with marks of direction in it', (text) => text.replace(/(?<=[a-z])(?=[a-z])/gi, '\u202e')],
];

function escapeOfJson(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

describe('a secret in a text of others', () => {
  it('goes, whatever stands around it, and what is left is left again', () => {
    expect(secretTexts.length).toBeGreaterThanOrEqual(100);
    const trace = 'Trace ID: 5d5d0000-1111-4222-8333-444455556666';
    const wholes = secretTexts.flatMap((text) => [text, `The request failed (401): ${text}`, `${text}\n${trace}`]);
    const cleaned = wholes.map((text) => cleanText(text));
    expect(cleaned.filter((text) => marks.test(text))).toEqual([]);
    expect(cleaned.map((text) => cleanText(text))).toEqual(cleaned);
  });

  it.each(wrappings)('goes %s', (_, wrap) => {
    const wrapped = [...secretTexts, ...shapes.map(([, text]) => text)].map(wrap);
    expect(wrapped.filter((text) => marks.test(unwrapped(cleanText(text, 16_384))))).toEqual([]);
  });
});

/** The text as whoever gets it might read it. */
function unwrapped(text: string): string {
  const plain = text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return plain === text ? text.replace(/(?<=[a-z0-9]) (?=[a-z0-9])/gi, '') : unwrapped(plain);
}

describe('a text without a secret', () => {
  it.each([
    'Basic authentication is switched off for this tenant.',
    'The Negotiate scheme failed: error 0x8009030c',
    'AADSTS7000222: The provided client secret keys for app are expired.',
    'AADSTS50013: Assertion failed signature validation. [Reason - The key was not found.]',
    'Status code: 403, error code: InvalidAuthenticationToken; sign-in keys: 3',
    'InvalidPassword: The password does not meet the policy',
    'Trace ID: 5d5d0000-1111-4222-8333-444455556666 Correlation ID: 00000000-1111-4222-8333-444455556666 Timestamp: 2026-11-30 10:00:00Z',
    'https://graph.microsoft.com/v1.0/users/adele@contoso.com?$select=id,mail',
    'adele@contoso.com cannot be matched by userPrincipalName eq adele@contoso.com',
    'config=1 design: new, insignificant: no, monkey=3',
    'Attribute mapping: Switch([accountEnabled], , "False", "True") -> active',
    'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/ProvisioningManagement/objectId/5d5d',
    'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-error-code-sspr-0029',
    'Answer of Graph, error code Authentication_RequestFromNonPremiumTenantOrB2CTenant: no premium license',
    'Could not get token: invalid_grant:AADSTS700003: Device object was not found in the tenant.',
    '{"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}',
    "['InvalidCredentials', 'own', 'AADSTS50126: Error validating credentials']",
    'smtp:adele2@contoso.com SMTP:adele1@contoso.com X500:/o=ExchangeLabs/cn=adele1',
    'https://contoso.example:8443/scim/v2/Users?filter=userName%20eq%20%22adele%40contoso.com%22',
    'The secret 5d5d0000-1111-4222-8333-444455556666 expires: 2026-12-01T10:00:00Z; the password is expired since 2026-11-01',
    'Check that the request sends Authorization: Bearer <token>.',
  ])('stays as it is: %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('is looked at in little time, however it is made', () => {
    const hostile = [
      'a'.repeat(8_192),
      'a:'.repeat(4_096),
      '-----BEGIN PRIVATE KEY-----'.repeat(300),
      'x=","'.repeat(1_600),
      'sig=,'.repeat(1_600),
    ];
    const hard = [
      'password\\'.repeat(900),
      'Cookie: ;'.repeat(900),
      'eyJ'.repeat(2_700),
      'a://b:'.repeat(1_300),
      'x-ms-token-'.repeat(700),
      'secret-'.repeat(1_100),
      '%2525'.repeat(1_600),
      String.raw`\u005c`.repeat(1_300),
      'pass\0'.repeat(1_600),
      'password is '.repeat(680),
      '<a value'.repeat(1_000),
      '{"key":"'.repeat(1_000),
    ];
    const cleanAll = () => {
      for (const text of [...hostile, ...hard]) cleanText(text);
    };
    expect(threadTimeOf(cleanAll)).toBeLessThan(1_500);
  });
});
