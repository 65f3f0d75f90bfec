import type { Signal } from '@preact/signals';
import { TextField } from '../../parts/form/text-field.tsx';

/** The name that people give a tenant. */
export function CallIt({ value }: { value: Signal<string> }) {
  const label = (
    <>
      What you call it <span class="quiet">(may be left empty: then its own name is shown)</span>
    </>
  );
  return <TextField label={label} value={value} maxLength={256} />;
}
