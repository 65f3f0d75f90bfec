import { useSignal } from '@preact/signals';
import type { Grant, GrantScope, Tenant } from '../../../client/client.d.ts';
import { apiPath } from '../../api/api-path.ts';
import { Check } from '../../parts/form/check.tsx';
import { FormEnd } from '../../parts/form/form-end.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { useChange } from '../../parts/form/use-change.ts';
import { CapSelect } from './cap-select.tsx';
import { type GrantTerms, principalOf } from './grant-words.ts';
import { Places } from './places.tsx';

interface GrantFormProps {
  /** The one that is changed; a new one without. */
  grant: Grant | undefined;
  tenants: readonly Tenant[];
  onClose: () => void;
}

/** All that is said of one principal: it replaces what was said before. */
export function GrantForm({ grant, tenants, onClose }: GrantFormProps) {
  const named = useSignal(grant?.principal ?? '');
  const displayName = useSignal(grant?.displayName ?? '');
  const cap = useSignal<GrantScope['cap']>(grant?.cap);
  const scopes = useSignal<readonly GrantScope[]>(grant?.scopes ?? []);
  const blocked = useSignal(grant?.blocked ?? false);
  const note = useSignal(grant?.note ?? '');
  const change = useChange();
  const principal = principalOf(named.value);
  const save = () => {
    if (principal === undefined) return;
    const body: GrantTerms = {
      ...(displayName.value.trim() && { displayName: displayName.value.trim() }),
      ...(cap.value && { cap: cap.value }),
      scopes: [...scopes.value],
      blocked: blocked.value,
      ...(note.value.trim() && { note: note.value.trim() }),
    };
    void change.send(apiPath('grants', principal), { method: 'PUT', body }, 'The grant is in force', onClose);
  };
  return (
    <div class="form">
      {grant === undefined && <TextField label="Tenant id and object id, with a dot between" value={named} maxLength={100} isCode />}
      <TextField label="Name, to know them by" value={displayName} maxLength={200} />
      <Places scopes={scopes} tenants={tenants} />
      <CapSelect label="At most, anywhere" value={cap.value} onChoose={(chosen) => (cap.value = chosen)} />
      <Check value={blocked}>Shut them out everywhere, whatever else is said</Check>
      <TextField label="Note" value={note} maxLength={500} />
      <FormEnd
        label={grant === undefined ? 'Grant' : 'Change'}
        change={change}
        isReady={principal !== undefined}
        onSend={save}
        onClose={onClose}
      />
    </div>
  );
}
