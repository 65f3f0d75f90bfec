import type { Grant } from '../../../client/client.d.ts';
import { apiPath } from '../../api/api-path.ts';
import { FormEnd } from '../../parts/form/form-end.tsx';
import { useChange } from '../../parts/form/use-change.ts';
import { grantName } from './grant-words.ts';

/** Says what removing does before it is done: it does not shut anybody out. */
export function RemoveGrant({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const change = useChange();
  const remove = () => void change.send(apiPath('grants', grant.principal), { method: 'DELETE' }, 'The grant is removed', onClose);
  return (
    <div class="form">
      <p>
        From then on the role of their token holds for <b>{grantName(grant)}</b> everywhere, or, where this service wants a grant of
        everybody, nowhere. To shut somebody out, change the grant instead.
      </p>
      <FormEnd label="Remove the grant" change={change} onSend={remove} onClose={onClose} />
    </div>
  );
}
