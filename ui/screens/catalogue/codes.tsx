import type { Signal } from '@preact/signals';
import type { ErrorEntry, ErrorList } from '../../../client/client.d.ts';
import { setQuery } from '../../address/address.ts';
import { linkTo } from '../../address/link-to.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { SearchBox } from '../../parts/form/search-box.tsx';
import { familyName, familyNames } from '../../words/families.ts';
import { actorLabels } from '../../words/who-acts.ts';
import { listPath } from './list-path.ts';
import { Listed } from './listed.tsx';

/** The codes, searched and by family. */
export function Codes({ text, query }: { text: Signal<string>; query: URLSearchParams }) {
  const list = useFollowing<ErrorList>(listPath('errors', query));
  const catalogue = list.body.value?.catalogue;
  return (
    <>
      <div class="toolbar no-print">
        <SearchBox text={text} label="Find a code or its words" />
        <select
          aria-label="Family"
          value={query.get('family') ?? ''}
          onChange={({ currentTarget }) => setQuery({ family: currentTarget.value, all: undefined })}
        >
          <option value="">All families</option>
          {Object.entries(familyNames).map(([family, name]) => (
            <option key={family} value={family}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Listed resource={list} one="code" many="codes">
        {(entry) => <EntryRow key={entry.id} entry={entry} />}
      </Listed>
      {catalogue && (
        <p class="quiet small version">
          Catalogue <code>{catalogue.version}</code> of {catalogue.date}
        </p>
      )}
    </>
  );
}

function EntryRow({ entry: { family, code, title, severity, whoMustAct } }: { entry: ErrorEntry }) {
  return (
    <li class="job entry">
      <span class="name">
        <a class="row-link" href={linkTo('entry', { family, code })}>
          {title}
        </a>
        <code>{code}</code>
      </span>
      <span class="why quiet">{familyName(family)}</span>
      <span class="who">{actorLabels[whoMustAct]}</span>
      <span class="until">{severity}</span>
    </li>
  );
}
