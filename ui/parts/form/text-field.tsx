import type { Signal } from '@preact/signals';
import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';

interface TextFieldProps {
  label: ComponentChildren;
  value: Signal<string>;
  maxLength: number;
  /** Where nothing should be corrected or filled in. */
  isCode?: boolean;
  placeholder?: string;
  /** What is wrong with it, once somebody tried to go on. */
  fault?: string | undefined;
  input?: Ref<HTMLInputElement>;
}

/** One line of text with what it is, and what is wrong with it. */
export function TextField({ label, value, maxLength, isCode = false, placeholder, fault, input = null }: TextFieldProps) {
  const faultId = useId();
  return (
    <>
      <label>
        <span>{label}</span>
        <input
          ref={input}
          type="text"
          maxLength={maxLength}
          autocomplete="off"
          spellcheck={!isCode}
          placeholder={placeholder}
          aria-invalid={fault !== undefined}
          aria-describedby={fault && faultId}
          value={value.value}
          onInput={({ currentTarget }) => (value.value = currentTarget.value)}
        />
      </label>
      {fault && (
        <p class="outcome" role="alert" id={faultId}>
          {fault}
        </p>
      )}
    </>
  );
}
