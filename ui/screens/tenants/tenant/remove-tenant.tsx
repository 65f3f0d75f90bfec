import { useSignal } from '@preact/signals';
import type { Tenant } from '../../../../client/client.d.ts';
import { leaveTo } from '../../../address/address.ts';
import { linkTo } from '../../../address/link-to.ts';
import { apiPath } from '../../../api/api-path.ts';
import { nameOf } from '../../../api/use-tenants.ts';
import { Check } from '../../../parts/form/check.tsx';
import { Dialog } from '../../../parts/form/dialog.tsx';
import { FormEnd } from '../../../parts/form/form-end.tsx';
import { TextField } from '../../../parts/form/text-field.tsx';
import { useChange } from '../../../parts/form/use-change.ts';

/** Asks for the name before a tenant is watched no longer. */
export function RemoveTenant({ tenant, isOpen, onClose }: { tenant: Tenant; isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} title={`Remove ${nameOf(tenant)}`} onClose={onClose}>
      <RemoveForm tenant={tenant} onClose={onClose} />
    </Dialog>
  );
}

function RemoveForm({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const typed = useSignal('');
  const purges = useSignal(false);
  const change = useChange();
  const name = nameOf(tenant);
  const isReady = asShown(typed.value) === asShown(name);
  const remove = () => {
    const { tenantId } = tenant;
    const query = purges.value ? `?purge=true&confirm=${encodeURIComponent(tenantId)}` : '';
    const asked = { method: 'DELETE', leaves: true } as const;
    void change.send(apiPath('tenants', tenantId) + query, asked, `${name} is no longer watched`, () => leaveTo(linkTo('tenants')));
  };
  return (
    <div class="form">
      <p>It is shown and told of no more at once. Its incidents close without a card, and what was asked for but not begun is canceled.</p>
      <Check value={purges}>Erase its history, too. This cannot be undone; the audit stays.</Check>
      <TextField
        label={
          <>
            Type its name: <b>{name}</b>
          </>
        }
        value={typed}
        maxLength={256}
        isCode
      />
      <FormEnd label="Watch it no longer" change={change} isReady={isReady} onSend={remove} onClose={onClose} />
    </div>
  );
}

// A page shows any run of blanks as one, and nobody can type more of a name than is shown.
function asShown(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
