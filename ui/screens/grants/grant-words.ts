import type { Grant, GrantScope, Tenant } from '../../../client/client.d.ts';
import { nameIn } from '../../api/use-tenants.ts';

export function grantName({ displayName, objectId }: Pick<Grant, 'displayName' | 'objectId'>): string {
  return displayName ?? `…${objectId.slice(-6)}`;
}

/** `Contoso`, `Contoso, one application`, `Contoso, one job`: with the most that may be done there. */
export function scopeText({ tenantId, servicePrincipalId, jobId, cap }: GrantScope, tenants: readonly Tenant[]): string {
  return `${placeText({ tenantId, servicePrincipalId, jobId }, tenants)}${cap ? `: at most ${cap}` : ''}`;
}

interface Place {
  tenantId: string;
  servicePrincipalId?: string | undefined;
  jobId?: string | undefined;
}

/** `Contoso, application …`: the place alone. */
export function placeText({ tenantId, servicePrincipalId, jobId }: Place, tenants: readonly Tenant[]): string {
  const part = jobId !== undefined ? `, job ${jobId}` : servicePrincipalId !== undefined ? `, application ${servicePrincipalId}` : '';
  return `${nameIn(tenants, tenantId)}${part}`;
}

/** What the API is told of a grant: the whole of it, for what is left out is not kept. */
export interface GrantTerms {
  displayName?: string;
  cap?: GrantScope['cap'];
  scopes: GrantScope[];
  blocked: boolean;
  note?: string;
}

/** `{tenant id}.{object id}` from what was typed, with a dot or a slash between; undefined where it is not both. */
export function principalOf(typed: string): string | undefined {
  const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
  const found = new RegExp(`^(${guid})[./](${guid})$`, 'i').exec(typed.trim());
  return found ? `${found[1]}.${found[2]}`.toLowerCase() : undefined;
}
