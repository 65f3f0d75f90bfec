import type { Signal } from '@preact/signals';

/** Something that may be chosen or left. */
export function Check({ value, children }: { value: Signal<boolean>; children: string }) {
  return (
    <label class="check">
      <input type="checkbox" checked={value.value} onChange={({ currentTarget }) => (value.value = currentTarget.checked)} />
      {children}
    </label>
  );
}
