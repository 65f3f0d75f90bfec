import { useSignal } from '@preact/signals';
import type { Tenant } from '../../../client/client.d.ts';
import { setQuery } from '../../address/address.ts';
import { change } from '../../api/change.ts';
import { announce } from '../../parts/announcer.tsx';
import { ChangeRefused } from '../../parts/change-refused.tsx';
import { WizardSteps } from './wizard-steps.tsx';

/** Which tenant is meant: the service finds the id of a domain by itself. */
export function NameStep() {
  const named = useSignal('');
  const displayName = useSignal('');
  const refusal = useSignal<string | undefined>(undefined);
  const isSending = useSignal(false);
  const send = async () => {
    const name = named.value.trim();
    if (name === '' || isSending.value) return;
    isSending.value = true;
    const called = displayName.value.trim();
    const answer = await change<Tenant>(`tenants/${encodeURIComponent(name)}`, {
      method: 'PUT',
      body: called ? { displayName: called } : {},
    });
    isSending.value = false;
    refusal.value = answer.done ? undefined : answer.refusal;
    if (!answer.done) return;
    announce('The tenant is registered. Now its administrator has to consent.');
    setQuery({ add: answer.body.tenantId });
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WizardSteps current="name" />
      <label>
        <span>Tenant id, or a domain that it has verified</span>
        <input
          type="text"
          maxLength={253}
          autocomplete="off"
          spellcheck={false}
          placeholder="contoso.com"
          value={named.value}
          onInput={({ currentTarget }) => (named.value = currentTarget.value)}
        />
      </label>
      <label>
        <span>
          What you call it <span class="quiet">(may be left empty: then its own name is shown)</span>
        </span>
        <input
          type="text"
          maxLength={256}
          value={displayName.value}
          onInput={({ currentTarget }) => (displayName.value = currentTarget.value)}
        />
      </label>
      <ChangeRefused why={refusal.value} />
      <div class="row">
        <button type="submit" class="primary" aria-disabled={named.value.trim() === ''} aria-busy={isSending.value}>
          Watch this tenant
        </button>
      </div>
    </form>
  );
}
