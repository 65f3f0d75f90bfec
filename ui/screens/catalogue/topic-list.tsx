import type { Signal } from '@preact/signals';
import type { Topic } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { SearchBox } from '../../parts/form/search-box.tsx';
import { listPath } from './list-path.ts';
import { Listed } from './listed.tsx';

/** What is known and has no code: it is asked in words. */
export function TopicList({ text, query }: { text: Signal<string>; query: URLSearchParams }) {
  const list = useFollowing<{ value: Topic[]; nextLink?: string }>(listPath('topics', query));
  return (
    <>
      <div class="toolbar no-print">
        <SearchBox text={text} label="Ask, or find by words" />
      </div>
      <Listed resource={list} one="topic" many="topics">
        {({ id, title, summary }) => (
          <li key={id} class="job entry topic">
            <span class="name">
              <a class="row-link" href={linkTo('entry', { family: 'topic', code: id })}>
                {title}
              </a>
              <small>{summary}</small>
            </span>
          </li>
        )}
      </Listed>
    </>
  );
}
