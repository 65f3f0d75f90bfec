import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Tenant } from '../../../../client/client.d.ts';
import { leaveTo, setQuery } from '../../../address/address.ts';
import { linkTo } from '../../../address/link-to.ts';
import { apiPath } from '../../../api/api-path.ts';
import { change } from '../../../api/change.ts';
import { refusalOf } from '../../../frame/me.ts';
import { announce } from '../../../parts/announcer.tsx';
import { Why } from '../../../parts/form/shut.tsx';
import { TextField } from '../../../parts/form/text-field.tsx';
import { CallIt } from '../call-it.tsx';
import { tenantNameFault } from './tenant-name.ts';
import { WizardSteps } from './wizard-steps.tsx';

/** Which tenant is meant: the service finds the id of a domain by itself. */
export function NameStep() {
  const named = useSignal('');
  const displayName = useSignal('');
  const refused = useSignal<{ name: string; why: string } | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const isSending = useSignal(false);
  const needed = refusalOf('addTenant', 'Admin');
  const why = useId();
  const refuse = (why: string) => {
    refused.value = { name: named.value, why };
    input.current?.focus();
  };
  const send = async () => {
    const name = named.value.trim();
    if (needed !== undefined || name === '' || isSending.value) return;
    isSending.value = true;
    const refusal = await register(name, displayName.value.trim());
    isSending.value = false;
    if (refusal) refuse(refusal);
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
      <TextField
        label="Tenant id, or a domain that it has verified"
        value={named}
        maxLength={253}
        isCode
        placeholder="contoso.com"
        fault={refused.value?.name === named.value ? refused.value.why : undefined}
        input={input}
      />
      <CallIt value={displayName} />
      <div class="row">
        <button
          type="submit"
          class="primary"
          aria-disabled={needed !== undefined || named.value.trim() === ''}
          aria-describedby={needed && why}
          aria-busy={isSending.value}
        >
          Watch this tenant
        </button>
      </div>
      <Why id={why} why={needed} />
    </form>
  );
}

/** Answers why it cannot be watched, or goes on to where its consent is asked for; one that is watched already is shown. */
async function register(name: string, displayName: string): Promise<string | undefined> {
  const fault = tenantNameFault(name);
  if (fault) return fault;
  const answer = await change<Tenant>(`${apiPath('tenants', name)}?onlyIfAbsent=true`, {
    method: 'PUT',
    body: displayName ? { displayName } : {},
  });
  if (!answer.done) return answer.refusal;
  const { tenantId } = answer.body;
  if (answer.isNew) {
    announce('The tenant is registered. Now its administrator has to consent.');
    setQuery({ add: tenantId });
  } else {
    announce('It is watched already; its name and its tags stay as they are.');
    leaveTo(linkTo('tenant', { tenantId }));
  }
  return undefined;
}
