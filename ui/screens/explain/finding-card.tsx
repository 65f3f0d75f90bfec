import type { Finding } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { Sources } from '../../parts/explanation/sources.tsx';
import { Causes, Steps } from '../../parts/explanation/steps.tsx';
import { familyNames } from '../../words/families.ts';
import { actorNames } from '../../words/who-acts.ts';
import { certaintyOf } from './pieces.ts';

interface FindingCardProps {
  finding: Finding;
  /** Its place in the list. */
  index: number;
  text: string;
  isSelected: boolean;
  /** Shows where it stands in the text. */
  onShow: () => void;
}

/** What one thing in the text means, and what to do about it. */
export function FindingCard({ finding, index, text, isSelected, onShow }: FindingCardProps) {
  const { family, code, title, explanation, alternatives, spans } = finding;
  return (
    <li class={isSelected ? 'card finding selected' : 'card finding'} id={`finding-${index}`}>
      <h2 tabIndex={-1}>
        {index + 1}. {title}
      </h2>
      <p class="quiet small">
        <a href={linkTo('entry', { family, code })}>
          <code>{code}</code>
        </a>{' '}
        · {family === 'topic' ? 'topic' : familyNames[family]} · {certaintyOf(finding, text)}
      </p>
      <p>{explanation.meaning}</p>
      <Steps steps={explanation.remedies} />
      <p class="quiet small">Who must act: {actorNames[explanation.whoMustAct]}.</p>
      <Causes causes={explanation.causes} />
      <Alternatives ids={alternatives} />
      <Sources sources={explanation.sources} />
      {spans.length > 0 && (
        <p>
          <button type="button" onClick={onShow}>
            Show in the text
          </button>
        </p>
      )}
    </li>
  );
}

function Alternatives({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <p class="small">
      The same words may also mean:{' '}
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a href={linkTo('entry', { family: id.slice(0, id.indexOf('/')), code: id.slice(id.indexOf('/') + 1) })}>
            <code>{id}</code>
          </a>
        </span>
      ))}
    </p>
  );
}
