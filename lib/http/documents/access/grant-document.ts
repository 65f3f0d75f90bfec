import type * as z from 'zod';
import type { Refusal } from '../../../application/tenant/visible/judge-right.ts';
import { formatHolder, type Grant as StoredGrant } from '../../../domain/access/grant.ts';
import { defined } from '../../../domain/optional.ts';
import type { Grant } from '../../schemas/access/grant.ts';
import { actionRight } from '../action-right.ts';

/** A grant as administrators see it. */
export function grantDocument(grant: StoredGrant, { put, remove }: { put?: Refusal; remove?: Refusal }): z.input<typeof Grant> {
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
    actions: [actionRight('putGrant', put), actionRight('deleteGrant', remove)],
  };
}
