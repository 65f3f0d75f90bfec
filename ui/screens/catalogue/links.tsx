import { linkTo } from '../../address/link-to.ts';
import { capital } from '../../words/capital.ts';

/** Links to entries that are named as `{family}/{code}`. */
export function EntryLinks({ ids }: { ids: readonly string[] }) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={linkTo('entry', { family: id.slice(0, id.indexOf('/')), code: id.slice(id.indexOf('/') + 1) })}>
            <code>{id}</code>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Links to topics, whose ids are words joined by hyphens. */
export function TopicLinks({ ids }: { ids: readonly string[] }) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={linkTo('entry', { family: 'topic', code: id })}>{capital(id.replaceAll('-', ' '))}</a>
        </li>
      ))}
    </ul>
  );
}
