import type * as z from 'zod';
import { formatHolder, type Grant as StoredGrant } from '../../domain/access/grant.ts';
import { defined } from '../../domain/optional.ts';
import type { Grant } from '../schemas/access/grant.ts';

/** A grant as administrators see it. */
export function grantDocument(grant: StoredGrant): z.input<typeof Grant> {
  const { tenantId, objectId, displayName, cap, scopes, blocked, note, createdAt, updatedAt, updatedBy } = grant;
  return {
    principal: formatHolder(grant),
    tenantId,
    objectId,
    ...defined({ displayName, cap, note }),
    scopes: scopes.map((scope) => ({ ...scope })),
    blocked: blocked === true,
    createdAt,
    updatedAt,
    updatedBy,
  };
}
