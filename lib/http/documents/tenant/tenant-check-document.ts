import type * as z from 'zod';
import type { TenantCheck } from '../../../application/manage/check-tenant.ts';
import { defined } from '../../../domain/optional.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { TenantCheck as TenantCheckSchema } from '../../schemas/tenant/tenant-check.ts';
import { jobsOf } from './tenant-document.ts';

/** What a check has found, as the API shows it. */
export function tenantCheckDocument(check: TenantCheck, tenant: TenantDescription): z.input<typeof TenantCheckSchema> {
  const { checkedAt, credential, operatorCredential, permissions } = check;
  return {
    checkedAt,
    credential,
    ...defined({ operatorCredential }),
    permissions: permissions.map(({ permission: { name, for: purpose, identity, isOptional = false }, status }) => ({
      name,
      for: purpose,
      identity,
      optional: isOptional,
      status,
    })),
    jobs: jobsOf(tenant),
  };
}
