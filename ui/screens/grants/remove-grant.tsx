import { useSignal } from '@preact/signals';
import type { Grant } from '../../../client/client.d.ts';
import { change } from '../../api/change.ts';
import { announce } from '../../parts/announcer.tsx';
import { FormEnd } from '../../parts/form/form-end.tsx';
import { grantName } from './grant-words.ts';

/** Says what removing does before it is done: it does not shut anybody out. */
export function RemoveGrant({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const refusal = useSignal<string | undefined>(undefined);
  const remove = async () => {
    const answer = await change(`grants/${encodeURIComponent(grant.principal)}`, { method: 'DELETE' });
    refusal.value = answer.done ? undefined : answer.refusal;
    if (!answer.done) return;
    announce('The grant is removed');
    onClose();
  };
  return (
    <div class="form">
      <p>
        From then on the role of their token holds for <b>{grantName(grant)}</b> everywhere, or, where this service wants a grant of
        everybody, nowhere. To shut somebody out, change the grant instead.
      </p>
      <FormEnd label="Remove the grant" refusal={refusal.value} onSend={() => void remove()} onClose={onClose} />
    </div>
  );
}
