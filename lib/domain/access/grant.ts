import type { Role } from './roles.ts';
import type { Place } from './visibility.ts';

/** A place of the fleet, and the most that may be done there. */
export interface GrantScope extends Place {
  cap?: Role | undefined;
}

/** What an administrator says of one principal. It only narrows what the role of their token permits. */
export interface GrantTerms {
  /** For people to read. */
  displayName?: string | undefined;
  /** The most they may do anywhere. */
  cap?: Role | undefined;
  scopes: readonly GrantScope[];
  /** They are refused everywhere, whatever else is written here. */
  blocked?: boolean | undefined;
  note?: string | undefined;
}

/** Whom a grant is about. */
export interface GrantHolder {
  tenantId: string;
  objectId: string;
}

/** One row of the table of grants. Times are UTC ISO. */
export interface Grant extends GrantTerms, GrantHolder {
  v: 1;
  createdAt: string;
  updatedAt: string;
  /** `{tenant id}/{object id}` */
  updatedBy: string;
}

/** `tenantId.objectId`: how paths and settings name a principal. */
export function formatHolder({ tenantId, objectId }: GrantHolder): string {
  return `${tenantId}.${objectId}`;
}

/** Undefined for a text that names nobody. */
export function parseHolder(text: string, separator: '.' | '/' = '.'): GrantHolder | undefined {
  const [tenantId, objectId, ...rest] = text.split(separator);
  return tenantId && objectId && rest.length === 0 ? { tenantId, objectId } : undefined;
}

/** What the grant says, without who wrote it and when. */
export function termsOf({ displayName, cap, scopes, blocked, note }: GrantTerms): GrantTerms {
  return { displayName, cap, scopes, blocked: blocked === true, note };
}
