import { useSignal } from '@preact/signals';
import { now } from '../../api/clock.ts';
import { Dialog } from '../../parts/form/dialog.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { ChangeRefused } from '../../parts/problem/change-refused.tsx';
import { changeIncident } from './change-incident.ts';

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
  const refusal = useSignal<string | undefined>(undefined);
  const snooze = async (inMs: number) => {
    const until = new Date(now.value + inMs).toISOString();
    refusal.value = await changeIncident(
      incidentId,
      'snooze',
      { until, ...(reason.value.trim() && { reason: reason.value.trim() }) },
      'Snoozed',
    );
    if (refusal.value === undefined) onClose();
  };
  return (
    <Dialog isOpen={isOpen} title="Snooze" onClose={onClose}>
      <p>No cards are sent about it until then. It goes on being read, and it ends by itself when the job recovers.</p>
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
          <button key={name} type="button" onClick={() => void snooze(inMs)}>
            {name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
