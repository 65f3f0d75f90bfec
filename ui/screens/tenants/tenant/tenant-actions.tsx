import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Tenant, TenantCheck } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { change } from '../../../api/change.ts';
import { mayDo } from '../../../frame/me.ts';
import { announce } from '../../../parts/announcer.tsx';
import { shut } from '../../../parts/form/shut.tsx';
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
  const refusal = useSignal<string | undefined>(undefined);
  const isChecking = useSignal(false);
  const isRemoving = useSignal(false);
  const isChanging = useSignal(false);
  const ask = async () => {
    if (!canAct || isChecking.value) return;
    isChecking.value = true;
    const answer = await change<TenantCheck>(`tenants/${encodeURIComponent(tenantId)}/check`, { method: 'POST', body: {} });
    isChecking.value = false;
    refusal.value = answer.done ? undefined : answer.refusal;
    if (answer.done) check.value = answer.body;
    announce(answer.done ? 'Checked' : answer.refusal);
  };
  return (
    <section class="card">
      <h2>Act</h2>
      <div class="row">
        <button type="button" class="primary" {...shut(needed, why)} aria-busy={isChecking.value} onClick={() => void ask()}>
          {isChecking.value ? 'Checking…' : 'Check now'}
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
