import { guidOf } from '../../graph/model/random.ts';
import { type Person, people, registrations } from './local-callers.ts';

/** For whom tokens are made, and when. */
export interface Issue {
  /** The authority's own address: the base of every issuer. */
  authority: string;
  tenantId: string;
  /** Client id of the API. */
  audience: string;
  nowInMs: number;
  lifetimeInSeconds: number;
}

type Claims = Record<string, unknown>;

function common({ authority, tenantId, audience, nowInMs, lifetimeInSeconds }: Issue): Claims {
  const issuedAt = Math.floor(nowInMs / 1000);
  const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + lifetimeInSeconds };
  return {
    aud: audience,
    iss: `${authority}/${tenantId}/v2.0`,
    tid: tenantId,
    ver: '2.0',
    ...times,
    uti: guidOf(`token/${issuedAt}`),
    rh: '0.',
  };
}

function personal({ objectId, name, roles, hint, guestOf }: Person, { tenantId }: Issue): Claims {
  const origin = guestOf === undefined ? {} : { acct: 1, idp: `https://sts.windows.net/${guidOf('tenant/partner')}/` };
  // The subject differs from client to client, and is never the object id.
  const who = { oid: objectId, sub: guidOf(`subject/${objectId}`), name, preferred_username: guestOf ?? `${hint}@${tenantId}.example` };
  return { ...who, ...(roles.length > 0 && { roles }), ...origin };
}

/** A person signed in to a client. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function userClaims(issue: Issue, who: Person, { clientId = registrations.uiClientId, scope = 'Sync.Access' } = {}): Claims {
  return { ...common(issue), ...personal(who, issue), azp: clientId, azpacr: '0', scp: scope };
}

/** An application by itself, with the optional claim `idtyp`. */
export function appClaims(issue: Issue, roles: readonly string[], clientId: string = registrations.robotClientId): Claims {
  const objectId = guidOf(`servicePrincipal/${clientId}`);
  return { ...common(issue), oid: objectId, sub: objectId, azp: clientId, azpacr: '1', idtyp: 'app', ...(roles.length > 0 && { roles }) };
}

/** The same person by a token of version 1. */
function v1Claims(issue: Issue, who: Person): Claims {
  const { azp, azpacr, preferred_username, ...others } = userClaims(issue, who);
  const v1 = { aud: `api://${issue.audience}`, iss: `https://sts.windows.net/${issue.tenantId}/`, ver: '1.0' };
  return { ...others, ...v1, appid: azp, appidacr: azpacr, unique_name: preferred_username };
}

/** What only the client itself may read. `audience` is the client, or the API where both share a registration. */
export function idClaims(issue: Issue, who: Person, { clientId = issue.audience, nonce = 'nonce' } = {}): Claims {
  return { ...common(issue), ...personal(who, issue), aud: clientId, nonce };
}

export const presetNames = ['user', 'app', 'guest', 'v1', 'id'] as const;
export type Preset = (typeof presetNames)[number];

/** The claims that Entra would give somebody of that kind with these roles. */
export function presetClaims(preset: Preset, issue: Issue, roles: readonly string[]): Claims {
  const who = { ...personWith(preset === 'guest' ? 'guest' : hintOf(roles)), roles };
  switch (preset) {
    case 'app':
      return appClaims(issue, roles);
    case 'v1':
      return v1Claims(issue, who);
    case 'id':
      return idClaims(issue, who);
    default:
      return userClaims(issue, who);
  }
}

function personWith(hint: string): Person {
  return people.find((one) => one.hint === hint) ?? { hint, name: hint, objectId: guidOf(`caller/${hint}`), roles: [] };
}

function hintOf(roles: readonly string[]): string {
  return roles[0]?.replace('Sync.', '').toLowerCase() ?? 'nobody';
}
