import { ChangeRefused } from '../problem/change-refused.tsx';
import type { Changing } from './use-change.ts';

interface FormEndProps {
  /** What is asked for. */
  label: string;
  change: Changing;
  /** Whether enough is said to ask for it. */
  isReady?: boolean;
  onSend: () => void;
  onClose: () => void;
}

/** The end of a form in a dialog: why the change was refused, the button that sends it, and the one that leaves. */
export function FormEnd({ label, change, isReady = true, onSend, onClose }: FormEndProps) {
  return (
    <>
      <ChangeRefused why={change.refusal.value} />
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-disabled={!isReady}
          aria-busy={change.isSending.value}
          onClick={() => isReady && onSend()}
        >
          {label}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </>
  );
}
