import type { ComponentChildren } from 'preact';
import { place, setQuery } from '../../address/address.ts';
import { withQuery } from '../../address/link-to.ts';
import type { Resource } from '../../api/resource.ts';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { counted } from '../../words/durations.ts';

interface ListedProps<Item> {
  resource: Resource<{ value: Item[]; nextLink?: string }>;
  /** What one of them is called. */
  one: string;
  many: string;
  children: (item: Item) => ComponentChildren;
}

/** A list as the API answered it: how many, each of them, and that there are more where it was cut. */
export function Listed<Item>({ resource, one, many, children }: ListedProps<Item>) {
  const problem = resource.problem.value;
  const body = resource.body.value;
  const note = problem && <ProblemNote problem={problem} />;
  if (body === undefined) return note ?? <div class="bone block" role="status" aria-label="Loading" />;
  if (body.value.length === 0) return <NothingFound many={many} />;
  const count = counted(body.value.length, one, many);
  return (
    <>
      {note}
      <p class="found-count quiet" aria-live="polite">
        {body.nextLink ? (
          <>
            The first {count}. <a href={withQuery(location, { all: '1' })}>Show all</a>
          </>
        ) : (
          count
        )}
      </p>
      <ol class="rows entries" aria-label={many}>
        {body.value.map(children)}
      </ol>
    </>
  );
}

function NothingFound({ many }: { many: string }) {
  const { query } = place.value;
  const hasFilter = query.has('q') || query.has('family');
  return (
    <section class="note">
      <h2>{hasFilter ? `None of the ${many} matches` : `No ${many}`}</h2>
      {hasFilter && (
        <button type="button" onClick={() => setQuery({ q: undefined, family: undefined })}>
          Clear the filter
        </button>
      )}
    </section>
  );
}
