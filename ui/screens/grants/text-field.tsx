import type { Signal } from '@preact/signals';

/** One line of text with what it is. `isCode` where nothing should be corrected or filled in. */
export function TextField({
  label,
  value,
  maxLength,
  isCode = false,
}: {
  label: string;
  value: Signal<string>;
  maxLength: number;
  isCode?: boolean;
}) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="text"
        maxLength={maxLength}
        autocomplete="off"
        spellcheck={!isCode}
        value={value.value}
        onInput={({ currentTarget }) => (value.value = currentTarget.value)}
      />
    </label>
  );
}
