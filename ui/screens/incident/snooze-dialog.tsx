import { useSignal } from '@preact/signals';
import { apiPath } from '../../api/api-path.ts';
import { now } from '../../api/clock.ts';
import { Dialog } from '../../parts/form/dialog.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { useChange } from '../../parts/form/use-change.ts';
import { ChangeRefused } from '../../parts/problem/change-refused.tsx';

const hourInMs = 3_600_000;
const lengths = [
  ['1 hour', hourInMs],
  ['8 hours', 8 * hourInMs],
  ['1 day', 24 * hourInMs],
  ['1 week', 7 * 24 * hourInMs],
] as const;

/** Keeps an incident quiet for a while: no cards, while everything goes on being watched. */
export function SnoozeDialog({ incidentId, isOpen, onClose }: { incidentId: string; isOpen: boolean; onClose: () => void }) {
  const reason = useSignal('');
  const { refusal, send } = useChange();
  const snooze = (inMs: number) => {
    const said = reason.value.trim();
    const body = { until: new Date(now.value + inMs).toISOString(), ...(said && { reason: said }) };
    void send(apiPath('incidents', incidentId, 'snooze'), { method: 'POST', body }, 'Snoozed', onClose);
  };
  return (
    <Dialog isOpen={isOpen} title="Snooze" onClose={onClose}>
      <p>
        No cards are sent about it until then, but those of the last days before a job is switched off. It goes on being read, and it ends
        by itself once it is over.
      </p>
      <div class="form">
        <TextField
          label={
            <>
              Reason <span class="quiet">(may be left empty)</span>
            </>
          }
          value={reason}
          maxLength={500}
        />
      </div>
      <ChangeRefused why={refusal.value} />
      <div class="row">
        {lengths.map(([name, inMs]) => (
          <button key={name} type="button" onClick={() => snooze(inMs)}>
            {name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
