import { createHash } from 'node:crypto';
import { graphAppId, type WantedRole } from './permissions.ts';

const apiRoles = [
  { value: 'Sync.Reader', displayName: 'Reader', description: 'May read everything that is shown.' },
  { value: 'Sync.Operator', displayName: 'Operator', description: 'May also restart, pause and clear quarantines.' },
  { value: 'Sync.Admin', displayName: 'Administrator', description: 'May also do what deletes, approve it, and say who may what.' },
];

export const apiScopes = [
  { value: 'Sync.Access', displayName: 'Use Entra Sync Status as you', description: 'Everything that your role permits.' },
  { value: 'Sync.Read', displayName: 'Read Entra Sync Status as you', description: 'Only reading, whatever your role permits.' },
];

/** The same name in the same registration always has the same id, so that running twice changes nothing. */
export function stableId(...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('/')).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

interface Named {
  id: string;
}

/** What a registration holds that others may have added to. */
export interface Registered {
  appRoles?: Named[];
  api?: { oauth2PermissionScopes?: Named[]; preAuthorizedApplications?: { appId: string }[] };
  spa?: { redirectUris?: string[] };
  web?: { redirectUris?: string[] };
}

interface ApiFacts {
  name: string;
  hasForeignCallers: boolean;
  /** Clients whose users are not asked. */
  trusted: string[];
  before: Registered | undefined;
}

/** The API: roles for people and applications, two scopes, tokens of version 2, `idtyp` so that the kind of a token is told. */
export function apiRegistration({ name, hasForeignCallers, trusted, before }: ApiFacts) {
  const roles = apiRoles.map((role) => ({
    ...role,
    ...enabled,
    id: stableId(name, 'role', role.value),
    allowedMemberTypes: ['User', 'Application'],
  }));
  const scopes = apiScopes.map(({ value, displayName, description }) => ({
    ...enabled,
    id: scopeId(name, value),
    value,
    type: 'User',
    adminConsentDisplayName: displayName,
    adminConsentDescription: description,
    userConsentDisplayName: displayName,
    userConsentDescription: description,
  }));
  const clients = trusted.map((appId) => ({ appId, delegatedPermissionIds: scopes.map(({ id }) => id) }));
  return {
    displayName: `Entra Sync Status API (${name})`,
    signInAudience: hasForeignCallers ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    api: {
      // Null means tokens of version 1, all of which the service refuses.
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: withOthers(scopes, before?.api?.oauth2PermissionScopes, 'id'),
      preAuthorizedApplications: withOthers(clients, before?.api?.preAuthorizedApplications, 'appId'),
    },
    appRoles: withOthers(roles, before?.appRoles, 'id'),
    optionalClaims: { accessToken: [{ name: 'idtyp', essential: false, additionalProperties: [] }] },
  };
}

const enabled = { isEnabled: true };

// A list is replaced as a whole, so what others added to it is sent along.
function withOthers<Item extends object, Key extends keyof Item>(
  ours: Item[],
  theirs: Pick<Item, Key>[] = [],
  key: Key,
): Pick<Item, Key>[] {
  return [...ours, ...theirs.filter((item) => !ours.some((own) => own[key] === item[key]))];
}

export function scopeId(name: string, value: string): string {
  return stableId(name, 'scope', value);
}

/** The page: a client of its own that has no secret. */
export function pageRegistration(name: string, apiAppId: string, host: string | undefined, before: Registered | undefined) {
  const own = host === undefined ? [] : [`https://${host}/api/ui`, `https://${host}/api/ui/`];
  return {
    displayName: `Entra Sync Status page (${name})`,
    signInAudience: 'AzureADMyOrg',
    spa: { redirectUris: [...new Set([...own, ...(before?.spa?.redirectUris ?? [])])] },
    requiredResourceAccess: [{ resourceAppId: apiAppId, resourceAccess: [{ id: scopeId(name, 'Sync.Access'), type: 'Scope' }] }],
  };
}

/** An application that other tenants consent to: what it asks of Graph is what a consent gives. */
export function clientRegistration(
  name: string,
  client: string,
  roles: readonly WantedRole[],
  host: string | undefined,
  before: Registered | undefined,
) {
  const own = host === undefined ? [] : [consentReturn(host)];
  return {
    displayName: `Entra Sync Status ${client} (${name})`,
    signInAudience: 'AzureADMultipleOrgs',
    web: { redirectUris: [...new Set([...own, ...(before?.web?.redirectUris ?? [])])] },
    requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: roles.map(({ id }) => ({ id, type: 'Role' })) }],
  };
}

/** Where an administrator is led after a consent; without a registered address there is none to give (AADSTS500113). */
export function consentReturn(host: string): string {
  return `https://${host}/api/ui`;
}
