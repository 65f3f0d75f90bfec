import { defined } from '../optional.ts';
import type { Role } from './roles.ts';

/** Who has proven themselves, and as what; which part of the fleet exists for them is not decided yet. */
export interface Principal {
  /** `{tenant id}/{object id}` in lower case: never a name or an address. */
  actor: string;
  tenantId: string;
  objectId: string;
  /** A person signed in through an application, or an application by itself. */
  kind: 'user' | 'app';
  /** The application that asked for the token. */
  clientId?: string;
  /** What the token calls them; for people to read, never to judge by. */
  name?: string;
  /** Names the token in the sign-in log of Entra. */
  tokenId?: string;
  /** The highest of the app roles, capped by the scope of the token. */
  role: Role | 'none';
}

/** By what somebody signed in, for the audit: the actor alone does not say by which application, and Entra lists tokens by their id. */
export interface SignIn {
  actorName?: string;
  actorKind?: Principal['kind'];
  clientId?: string;
  tokenId?: string;
}

/** Undefined where nobody had to sign in. */
export function signInOf({ kind, clientId, name, tokenId }: Principal): SignIn | undefined {
  return clientId === undefined ? undefined : { actorKind: kind, ...defined({ actorName: name, clientId, tokenId }) };
}
