import type { Signal } from '@preact/signals';
import { withQuery } from '../../address/link-to.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { SearchBox } from '../../parts/form/search-box.tsx';

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
      <SearchBox text={text} label="Find a job, tenant or code" />
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
