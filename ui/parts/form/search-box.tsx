import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { place, setQuery } from '../../address/address.ts';

// The address follows when the typing rests: browsers refuse to have it changed with every letter.
const restInMs = 250;

/** The search of a screen. What is typed is there at once, and in the address, as `q`, when the typing rests; a link or a way back changes it. */
export function SearchBox({ text, label }: { text: Signal<string>; label: string }) {
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { query } = place.value;
  useEffect(() => {
    // What is typed meanwhile is newer than the address.
    if (pending.current === undefined) text.value = query.get('q') ?? '';
  }, [query]);
  const tell = () => {
    clearTimeout(pending.current);
    pending.current = undefined;
    setQuery({ q: text.value });
  };
  const type = (typed: string) => {
    text.value = typed;
    clearTimeout(pending.current);
    pending.current = setTimeout(tell, restInMs);
  };
  return (
    <search class="search">
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path d="M8.5 2.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12ZM13 13l4.5 4.5" />
      </svg>
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onChange={tell}
      />
      <KeyHint />
    </search>
  );
}

function KeyHint() {
  return (
    <span class="key-hint" aria-hidden="true">
      /
    </span>
  );
}
