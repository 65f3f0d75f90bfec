import { useSignal } from '@preact/signals';
import type { Tenant } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { nameOf } from '../../../api/use-tenants.ts';
import { Dialog } from '../../../parts/form/dialog.tsx';
import { FormEnd } from '../../../parts/form/form-end.tsx';
import { TextField } from '../../../parts/form/text-field.tsx';
import { useChange } from '../../../parts/form/use-change.ts';
import { CallIt } from '../call-it.tsx';

/** What people say of a tenant: how they call it, and by which marks they tell groups apart. */
export function ChangeTenant({ tenant, isOpen, onClose }: { tenant: Tenant; isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} title={`Name and tags of ${nameOf(tenant)}`} onClose={onClose}>
      <ChangeForm tenant={tenant} onClose={onClose} />
    </Dialog>
  );
}

function ChangeForm({ tenant: { tenantId, givenName = '', tags }, onClose }: { tenant: Tenant; onClose: () => void }) {
  const name = useSignal(givenName);
  const marks = useSignal(tags.join(', '));
  const change = useChange();
  const save = () => {
    const displayName = name.value.trim();
    const body = { ...(displayName && { displayName }), tags: tagsIn(marks.value) };
    void change.send(apiPath('tenants', tenantId), { method: 'PUT', body }, 'Changed', onClose);
  };
  return (
    <div class="form">
      <CallIt value={name} />
      <TextField
        label={
          <>
            Tags <span class="quiet">(with commas between, at most 20)</span>
          </>
        }
        value={marks}
        maxLength={1_400}
      />
      <FormEnd label="Change" change={change} onSend={save} onClose={onClose} />
    </div>
  );
}

function tagsIn(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}
