import type { Job } from '../../../../client/client.d.ts';
import { Dialog } from '../../../parts/form/dialog.tsx';
import { actionNames } from '../action-words.ts';
import { ActForm } from './act-form.tsx';
import type { Wish } from './wishes.ts';

/** Asks before it acts: what is kept, what is taken, and why it is done. */
export function ActDialog({ job, wish, onClose }: { job: Job; wish: Wish | undefined; onClose: () => void }) {
  return (
    <Dialog
      isOpen={wish !== undefined}
      title={wish === undefined ? '' : `${actionNames[wish.action]}: ${job.displayName}`}
      onClose={onClose}
    >
      {wish && <ActForm job={job} wish={wish} onClose={onClose} />}
    </Dialog>
  );
}
