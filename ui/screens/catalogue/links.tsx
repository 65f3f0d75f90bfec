import { linkTo } from '../../address/link-to.ts';

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

export function TopicLinks({ ids }: { ids: readonly string[] }) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={linkTo('entry', { family: 'topic', code: id })}>{wordsOf(id)}</a>
        </li>
      ))}
    </ul>
  );
}

// Their ids are words joined by hyphens.
function wordsOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
