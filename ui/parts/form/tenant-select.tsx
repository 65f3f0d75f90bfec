import type { Tenant } from '../../../client/client.d.ts';
import { nameOf } from '../../api/use-tenants.ts';

interface TenantSelectProps {
  tenants: readonly Tenant[];
  chosen: string;
  /** What stands for no tenant in particular: its value and its name. */
  others: readonly (readonly [string, string])[];
  onChoose: (tenantId: string) => void;
}

export function TenantSelect({ tenants, chosen, others, onChoose }: TenantSelectProps) {
  const isKnown = others.some(([value]) => value === chosen) || tenants.some(({ tenantId }) => tenantId === chosen);
  return (
    <label class="field">
      <span>Tenant</span>
      <select value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {others.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
        {tenants.map((tenant) => (
          <option key={tenant.tenantId} value={tenant.tenantId}>
            {nameOf(tenant)}
          </option>
        ))}
        {!isKnown && <option value={chosen}>{chosen}</option>}
      </select>
    </label>
  );
}
