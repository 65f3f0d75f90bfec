import { useSignal } from '@preact/signals';
import { withQuery } from '../../address/link-to.ts';
import { Title } from '../../frame/title.tsx';
import type { ScreenProps } from '../screen.ts';
import { Codes } from './codes.tsx';
import { Sightings } from './sightings.tsx';
import { TopicList } from './topic-list.tsx';

const views = [
  [undefined, 'Codes'],
  ['topics', 'Topics'],
  ['seen', 'Seen but unknown'],
] as const;

/** What is known of codes, what is known without one, and which codes nobody knows yet. */
export function CatalogueScreen({ query }: ScreenProps) {
  const text = useSignal(query.get('q') ?? '');
  const view = views.find(([name]) => name === query.get('view'))?.[0];
  return (
    <>
      <Title text="Catalogue" />
      <div class="headline">
        <h1 tabIndex={-1}>What codes mean, and what to do</h1>
        <ul class="segments views" aria-label="What is shown">
          {views.map(([name, label]) => (
            <li key={label}>
              <a href={withQuery(location, { view: name })} aria-current={name === view}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </div>
      {view === undefined && <Codes text={text} query={query} />}
      {view === 'topics' && <TopicList text={text} query={query} />}
      {view === 'seen' && <Sightings />}
    </>
  );
}
