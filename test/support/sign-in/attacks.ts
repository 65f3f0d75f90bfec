import {
  apiClientId,
  authority,
  type Claims,
  foreignTenant,
  homeTenant,
  idTokenClaims,
  partnerTenant,
  personClaims,
  portalClientId,
  robotClaims,
  v1Claims,
} from './callers.ts';
import { encode, type ForgedKey, signToken, signWithSecret } from './forge.ts';

/** What a stranger sends in the header `Authorization`. */
export interface Attack {
  title: string;
  authorization: string;
}

interface Material {
  nowInMs: number;
  /** The authority's own key: an attacker may hold tokens that it signed for somebody else. */
  key: ForgedKey;
  foreignKey: ForgedKey;
}

type Case = [title: string, token: string];

/** Every way of the table to be taken for somebody, one change each from a request that would be let in. */
export function attacks(material: Material): Attack[] {
  const tokens = [
    ...headerCases(material),
    ...signatureCases(material),
    ...formCases(material),
    ...claimCases(material),
    ...kindCases(material),
  ];
  const bearers = tokens.map(([title, token]) => ({ title, authorization: `Bearer ${token}` }));
  return [...bearers, ...authorizationCases(material).map(([title, authorization]) => ({ title, authorization }))];
}

const unknownId = '66666666-6666-4666-8666-666666666666';

function headerCases({ nowInMs, key, foreignKey }: Material): Case[] {
  const claims = personClaims(nowInMs);
  const good = { alg: 'RS256', typ: 'JWT', kid: key.kid };
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([member]) => member !== name));
  const signed = (what: string, header: unknown, by = key): Case => [`header with ${what}`, signToken(by, claims, header)];
  const pem = key.publicKey.export({ type: 'spki', format: 'pem' });
  const secrets: [string, string | Buffer][] = [
    ['public key as PEM', pem],
    ['public key as trimmed PEM', String(pem).trim()],
    ['public key as DER', key.publicKey.export({ type: 'spki', format: 'der' })],
    ['modulus', String(key.jwk.n)],
    ['JWK', JSON.stringify(key.jwk)],
    ['empty secret', ''],
  ];
  return [
    ...['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg): Case[] => [
      [`alg ${alg}, no signature`, `${encode({ ...good, alg })}.${encode(claims)}.`],
      [`alg ${alg}, some signature`, signToken(key, claims, { ...good, alg })],
    ]),
    ...['HS256', 'HS384', 'HS512'].flatMap((alg) =>
      secrets.map(([what, secret]): Case => [`${alg} with the ${what}`, signWithSecret(secret, claims, { ...good, alg })]),
    ),
    ...['RS384', 'RS512', 'PS256', 'ES256', 'EdDSA', 'rs256', ' RS256', 'RSA1_5', ['RS256'], 256, null, {}].map((alg) =>
      signed(`alg ${JSON.stringify(alg)}`, { ...good, alg }),
    ),
    ...['alg', 'kid', 'typ'].map((name) => signed(`no ${name}`, without(name))),
    ...[null, '', 7, [key.kid], { kid: key.kid }, `${key.kid} `, key.kid.toUpperCase(), 'k'.repeat(257), '../../../../dev/null'].map(
      (kid) => signed(`kid ${JSON.stringify(kid).slice(0, 30)}`, { ...good, kid }),
    ),
    ...["' OR '1'='1", '$(id)', 'https://evil.example/key', '\u0000', '__proto__', 'constructor', 'toString', '0', '*'].map((kid) =>
      signed(`kid ${JSON.stringify(kid)}`, { ...good, kid }, foreignKey),
    ),
    ...['at+jwt', 'JWE', 'JWS', '', null, 1, ['JWT'], 'application/json', 'JWT '].map((typ) =>
      signed(`typ ${JSON.stringify(typ)}`, { ...good, typ }),
    ),
    ...(
      [
        ['jwk', foreignKey.jwk],
        ['jku', 'https://evil.example/keys'],
        ['x5u', 'https://evil.example/certificate'],
        ['x5c', ['MIIB']],
      ] as const
    ).flatMap(([member, value]) => [
      signed(`${member} of a stranger, signed by them`, { ...good, [member]: value }, foreignKey),
      signed(`${member} beside a good signature`, { ...good, [member]: value }),
    ]),
    ...[['exp'], ['b64'], ['unknown'], [], 'exp', null].map((crit) =>
      signed(`crit ${JSON.stringify(crit)}`, { ...good, crit, exp: 1, b64: true }),
    ),
    ...(
      [
        ['b64', false],
        ['zip', 'DEF'],
        ['enc', 'A256GCM'],
        ['cty', 'JWT'],
      ] as const
    ).map(([member, value]) => signed(`${member} ${value}`, { ...good, [member]: value })),
    ...[[], 'text', 7, true, null, [good]].map((header) => signed(`no object but ${JSON.stringify(header).slice(0, 20)}`, header)),
    ['header that is no JSON', signToken(key, claims, '{"alg":"RS256"')],
  ];
}

function signatureCases({ nowInMs, key, foreignKey }: Material): Case[] {
  const token = signToken(key, personClaims(nowInMs, { roles: ['Sync.Reader'] }));
  const [header = '', claims = '', signature = ''] = token.split('.');
  const promoted = encode(personClaims(nowInMs));
  const bytes = Buffer.from(signature, 'base64url');
  const flipped = (index: number) => Buffer.from(bytes.map((byte, at) => (at === index ? byte ^ 1 : byte))).toString('base64url');
  return [
    ['claims that were changed afterwards', `${header}.${promoted}.${signature}`],
    ['header that was changed afterwards', `${encode({ alg: 'RS256', kid: key.kid, typ: 'JWT' })}.${claims}.${signature}`],
    [
      'signature of somebody else under the key id of the authority',
      signToken(foreignKey, personClaims(nowInMs), { alg: 'RS256', typ: 'JWT', kid: key.kid }),
    ],
    ['signature of somebody else under their own key id', signToken(foreignKey, personClaims(nowInMs))],
    ['signature of another token', `${header}.${promoted}.${signToken(key, robotClaims(nowInMs)).split('.')[2]}`],
    ['signature that is cut', `${header}.${claims}.${bytes.subarray(0, 255).toString('base64url')}`],
    ['signature that is longer', `${header}.${claims}.${Buffer.concat([bytes, Buffer.from([0])]).toString('base64url')}`],
    ['signature of zeros', `${header}.${claims}.${Buffer.alloc(256).toString('base64url')}`],
    ['signature of one byte', `${header}.${claims}.AA`],
    ...[0, 17, 128, 255].map((index): Case => [`signature with a flipped bit in byte ${index}`, `${header}.${claims}.${flipped(index)}`]),
  ];
}

function formCases({ nowInMs, key }: Material): Case[] {
  const token = signToken(key, personClaims(nowInMs));
  const [header = '', claims = '', signature = ''] = token.split('.');
  const good = { alg: 'RS256', typ: 'JWT', kid: key.kid };
  return [
    ['two parts', `${header}.${claims}`],
    ['no signature', `${header}.${claims}.`],
    ['no claims', `${header}..${signature}`],
    ['no header', `.${claims}.${signature}`],
    ['four parts', `${token}.${signature}`],
    ['five parts, as if encrypted', `${header}.${claims}.${signature}.${claims}.${signature}`],
    ['a dot before', `.${token}`],
    ['a dot after', `${token}.`],
    ['padding after the signature', `${token}==`],
    ['padding in the middle', `${header}=.${claims}.${signature}`],
    ['letters of base64 that base64url has not', `${header}.${claims}.${signature.replaceAll('-', '+').replaceAll('_', '/')}+`],
    ['another text for the same bytes', `${header}.${claims}.${otherTextOf(signature)}`],
    ['a percent-encoded dot', token.replace('.', '%2E')],
    ['a word', 'undefined'],
    ['a token within a token', signToken(key, token, { ...good, cty: 'JWT' })],
    ['a token within a token that is not announced', signToken(key, token, good)],
    ['the JSON form', encode({ payload: claims, protected: header, signature })],
    ['encoded twice', encode(token)],
    ...[
      '[]',
      'null',
      '7',
      '"text"',
      '{',
      '',
      `${JSON.stringify(personClaims(nowInMs))}x`,
      `\ufeff${JSON.stringify(personClaims(nowInMs))}`,
    ].map((text): Case => [`claims that are ${text.slice(0, 10)}`, signToken(key, text, good)]),
    ['claims in another encoding', signBytes(key, Buffer.from(JSON.stringify(personClaims(nowInMs, { name: 'Zoë' })), 'latin1'), good)],
    ['claims in UTF-16', signBytes(key, Buffer.from(JSON.stringify(personClaims(nowInMs)), 'utf16le'), good)],
  ];
}

function signBytes(key: ForgedKey, claims: Buffer, header: unknown): string {
  const [first = '', , signature = ''] = signToken(key, 'x', header).split('.');
  return `${first}.${claims.toString('base64url')}.${signature}`;
}

// The last letter of 256 bytes carries four bits that mean nothing.
function otherTextOf(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(signature.at(-1) ?? '');
  return `${signature.slice(0, -1)}${alphabet[last ^ 1]}`;
}

function claimCases({ nowInMs, key }: Material): Case[] {
  const now = Math.floor(nowInMs / 1000);
  const good = personClaims(nowInMs);
  const signed = (title: string, change: Claims): Case => [title, signToken(key, personClaims(nowInMs, change))];
  const names = ['iss', 'aud', 'tid', 'oid', 'sub', 'azp', 'ver', 'exp', 'iat', 'nbf'];
  const shapes: [string, (value: unknown) => unknown][] = [
    ['missing', () => undefined],
    ['null', () => null],
    ['empty', () => ''],
    ['true', () => true],
    ['an empty list', () => []],
    ['a list of the right one', (value) => [value]],
    ['an object', (value) => ({ value })],
    ['of the wrong type', (value) => (typeof value === 'number' ? String(value) : 42)],
  ];
  const wrong: [string, unknown[]][] = [
    [
      'iss',
      [
        `${authority}/${partnerTenant}/v2.0`,
        `${good.iss}/`,
        `http://login.microsoftonline.com/${homeTenant}/v2.0`,
        `${authority}/common/v2.0`,
      ],
    ],
    [
      'iss',
      [
        `https://sts.windows.net/${homeTenant}/`,
        `https://login.microsoftonline.us/${homeTenant}/v2.0`,
        `https://evil.example/${homeTenant}/v2.0`,
      ],
    ],
    ['iss', [`${authority}.evil.example/${homeTenant}/v2.0`, `${authority}/${homeTenant}/V2.0`, ` ${good.iss}`]],
    [
      'aud',
      [portalClientId, unknownId, `api://${apiClientId}`, apiClientId.replaceAll('-', ''), `${apiClientId} `, [apiClientId, unknownId]],
    ],
    ['aud', ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000', '*']],
    [
      'tid',
      [foreignTenant, partnerTenant, 'common', '9188040d-6c67-4c5b-b112-36a304b66dad', `${homeTenant},${partnerTenant}`, `{${homeTenant}}`],
    ],
    ['oid', ['somebody', `${good.oid}0`, `${good.oid}\u0000`, '*', `${homeTenant}/${good.oid}`]],
    ['sub', [' ', '\t']],
    ['azp', [unknownId, 'portal', apiClientId]],
    ['ver', ['1.0', '3.0', '2', 'v2.0', 2]],
    ['exp', [now - 61, 0, -1, now + 10 * 365 * 86_400, now + 28 * 3600, Number.MAX_SAFE_INTEGER, now + 0.5, 1e21]],
    ['iat', [now + 61, now + 3_600, -1, 0, now - 0.5]],
    ['nbf', [now + 61, now + 3_600, -1]],
    ['scp', ['', ' ', [], ['Sync.Access'], 7, null, { 'Sync.Access': true }]],
    ['roles', ['Sync.Admin', { 0: 'Sync.Admin' }, [7], [['Sync.Admin']], null, 7]],
    ['idtyp', ['app', 'App', 'device', '', 7, ['user'], null]],
    ['appid', [unknownId, '', 7, [portalClientId]]],
  ];
  return [
    ...names.flatMap((name) => shapes.map(([what, shape]) => signed(`${name} ${what}`, { [name]: shape(good[name]) }))),
    ...wrong.flatMap(([name, values]) => values.map((value) => signed(`${name} ${JSON.stringify(value)}`, { [name]: value }))),
    [
      'issuer and tenant that are not listed',
      signToken(key, personClaims(nowInMs, { tid: foreignTenant, iss: `${authority}/${foreignTenant}/v2.0` })),
    ],
    ['no claims but an empty object', signToken(key, {})],
    ['claims of a prototype', signToken(key, `{"__proto__":${JSON.stringify(good)}}`)],
  ];
}

function kindCases({ nowInMs, key }: Material): Case[] {
  const signed = (title: string, claims: Claims): Case => [title, signToken(key, claims)];
  return [
    signed('an ID token of a shared registration', idTokenClaims(nowInMs)),
    signed('an ID token that names its client', idTokenClaims(nowInMs, { azp: portalClientId })),
    signed('an ID token made for the page', idTokenClaims(nowInMs, { aud: portalClientId, azp: portalClientId })),
    signed('a person without a scope', personClaims(nowInMs, { scp: undefined })),
    signed('a person without a scope, marked as one', personClaims(nowInMs, { scp: undefined, idtyp: 'user' })),
    signed('an application with a scope', robotClaims(nowInMs, { scp: 'Sync.Access' })),
    signed('an application marked as a person', robotClaims(nowInMs, { idtyp: 'user' })),
    signed('an application marked as a device', robotClaims(nowInMs, { idtyp: 'device' })),
    signed('an application of an unlisted client', robotClaims(nowInMs, { azp: unknownId })),
    signed('an unmarked application whose subject is another', robotClaims(nowInMs, { idtyp: undefined, sub: unknownId })),
    signed('a token of version 1', v1Claims(nowInMs)),
    signed('a token of version 1 for the client id', v1Claims(nowInMs, { aud: apiClientId })),
    signed('a token of version 1 that says it were one of version 2', v1Claims(nowInMs, { ver: '2.0' })),
    signed('a token of version 2 with the issuer of version 1', personClaims(nowInMs, { iss: `https://sts.windows.net/${homeTenant}/` })),
    signed('a token of version 1 with the issuer of version 2', v1Claims(nowInMs, { iss: `${authority}/${homeTenant}/v2.0` })),
    signed(
      'a guest of ours in the tenant they come from',
      personClaims(nowInMs, { tid: foreignTenant, iss: `${authority}/${foreignTenant}/v2.0` }),
    ),
    signed('a token for Microsoft Graph', personClaims(nowInMs, { aud: '00000003-0000-0000-c000-000000000000', scp: 'User.Read' })),
    signed('the assertion of a managed identity', robotClaims(nowInMs, { aud: 'api://AzureADTokenExchange', idtyp: undefined })),
  ];
}

function authorizationCases({ nowInMs, key }: Material): Case[] {
  const token = signToken(key, personClaims(nowInMs));
  const other = signToken(key, robotClaims(nowInMs));
  return [
    ['nothing but the scheme', 'Bearer'],
    ['a token without the scheme', token],
    ['another scheme', `Token ${token}`],
    ['a scheme that begins alike', `Bearers ${token}`],
    ['a scheme and no blank', `Bearer:${token}`],
    ['basic credentials', `Basic ${Buffer.from(`bearer:${token}`).toString('base64')}`],
    ['a proof of possession', `DPoP ${token}`],
    ['two tokens in one header', `Bearer ${token} ${other}`],
    ['two headers, joined', `Bearer ${token},Bearer ${other}`],
    ['two headers, joined with a blank', `Bearer ${token}, Bearer ${other}`],
    ['the same header twice', `Bearer ${token},Bearer ${token}`],
    ['a comma after', `Bearer ${token},`],
    ['a comma before', `,Bearer ${token}`],
    ['a parameter', `Bearer token="${token}"`],
    ['quotes', `Bearer "${token}"`],
    ['a tab', `Bearer\t${token}`],
    ['brackets', `Bearer <${token}>`],
    ['a header above 16 KiB', `Bearer ${signToken(key, personClaims(nowInMs, { wids: 'x'.repeat(13_000) }))}`],
    ['blanks above 16 KiB', `Bearer ${' '.repeat(16 * 1024)}${token}`],
  ];
}
