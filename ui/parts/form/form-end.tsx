import { ChangeRefused } from '../problem/change-refused.tsx';

interface FormEndProps {
  /** What is asked for. */
  label: string;
  /** Why the service did not do it, when it was asked. */
  refusal: string | undefined;
  /** Whether enough is said to ask for it. */
  isReady?: boolean;
  onSend: () => void;
  onClose: () => void;
}

/** The end of a form in a dialog: why the change was refused, the button that sends it, and the one that leaves. */
export function FormEnd({ label, refusal, isReady = true, onSend, onClose }: FormEndProps) {
  return (
    <>
      <ChangeRefused why={refusal} />
      <div class="row">
        <button type="button" class="primary" aria-disabled={!isReady} onClick={onSend}>
          {label}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </>
  );
}
