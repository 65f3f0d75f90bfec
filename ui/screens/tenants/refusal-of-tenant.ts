import type { Tenant } from '../../../client/client.d.ts';
import { refusalOf } from '../../frame/me.ts';
import { refusalIn } from '../../parts/form/shut.tsx';

/** Why the reader may neither try, change nor remove a tenant; one right holds for all three. */
export function refusalOfTenant({ actions }: Tenant): string | undefined {
  return refusalOf('checkTenant', 'Admin') ?? refusalIn(actions, 'checkTenant');
}
