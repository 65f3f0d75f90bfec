import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { setQuery } from '../../address/address.ts';
import { withQuery } from '../../address/link-to.ts';
import { CopyButton } from '../../parts/copy-button.tsx';

const groupings = [
  [undefined, 'Worst first'],
  ['cause', 'By cause'],
  ['tenant', 'By tenant'],
] as const;

export type Grouping = (typeof groupings)[number][0];

export function groupingOf(query: URLSearchParams): Grouping {
  return groupings.find(([by]) => by === query.get('by'))?.[0];
}

/** Search, order, and a link to just this view. */
export function Toolbar({ text, grouping }: { text: Signal<string>; grouping: Grouping }) {
  return (
    <div class="toolbar no-print">
      <Search text={text} />
      <ul class="segments" aria-label="Order">
        {groupings.map(([by, name]) => (
          <li key={name}>
            <a href={withQuery(location, { by })} aria-current={by === grouping}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <CopyButton text={location.href} what="the link to this view" label="Copy link to this view" />
    </div>
  );
}

// The address follows when the typing rests: browsers refuse to have it changed with every letter.
const restInMs = 250;

function KeyHint() {
  return (
    <span class="key-hint" aria-hidden="true">
      /
    </span>
  );
}

function Search({ text }: { text: Signal<string> }) {
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (typed: string) => {
    text.value = typed;
    clearTimeout(pending.current);
    pending.current = setTimeout(() => setQuery({ q: typed }), restInMs);
  };
  return (
    <search class="search">
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path d="M8.5 2.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12ZM13 13l4.5 4.5" />
      </svg>
      <input
        type="search"
        aria-label="Find a job, tenant or code"
        placeholder="Find a job, tenant or code"
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onInput={({ currentTarget }) => type(currentTarget.value)}
      />
      <KeyHint />
    </search>
  );
}
