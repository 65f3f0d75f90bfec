import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Tenant, TenantCheck } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { apiPath } from '../../../api/api-path.ts';
import { mayDo } from '../../../frame/me.ts';
import { shut } from '../../../parts/form/shut.tsx';
import { useChange } from '../../../parts/form/use-change.ts';
import { ChangeRefused } from '../../../parts/problem/change-refused.tsx';
import { CheckResult } from '../check-result.tsx';
import { refusalOfTenant } from '../refusal-of-tenant.ts';
import { ChangeTenant } from './change-tenant.tsx';
import { RemoveTenant } from './remove-tenant.tsx';

/** Asks the tenant now, or watches it no longer. */
export function TenantActions({ tenant }: { tenant: Tenant }) {
  const { tenantId } = tenant;
  const needed = refusalOfTenant(tenant);
  const canAct = needed === undefined;
  const why = useId();
  const check = useSignal<TenantCheck | undefined>(undefined);
  const { isSending, refusal, send } = useChange();
  const isRemoving = useSignal(false);
  const isChanging = useSignal(false);
  const ask = () => {
    const show = (found: TenantCheck) => (check.value = found);
    if (canAct) void send(apiPath('tenants', tenantId, 'check'), { method: 'POST', body: {} }, 'Checked', show);
  };
  return (
    <section class="card">
      <h2>Act</h2>
      <div class="row">
        <button type="button" class="primary" {...shut(needed, why)} aria-busy={isSending.value} onClick={ask}>
          {isSending.value ? 'Checking…' : 'Check now'}
        </button>
        <button type="button" {...shut(needed, why)} onClick={() => (isChanging.value = canAct)}>
          Name and tags…
        </button>
        <button type="button" {...shut(needed, why)} onClick={() => (isRemoving.value = canAct)}>
          Remove…
        </button>
      </div>
      <p class="quiet small" id={why}>
        {needed ?? 'A check asks for a token and tries each permission. Where all is there, a reading follows at once.'}
      </p>
      <ChangeRefused why={refusal.value} />
      {check.value && <CheckResult check={check.value} />}
      <p class="row">
        <a href={linkTo('operations', {}, { tenantId })}>Its operations</a>
        {mayDo('readAudit') && <a href={linkTo('audit', {}, { tenantId })}>Its audit</a>}
      </p>
      <ChangeTenant tenant={tenant} isOpen={isChanging.value} onClose={() => (isChanging.value = false)} />
      <RemoveTenant tenant={tenant} isOpen={isRemoving.value} onClose={() => (isRemoving.value = false)} />
    </section>
  );
}
