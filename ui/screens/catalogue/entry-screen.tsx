import type { ErrorEntry } from '../../../client/client.d.ts';
import { apiPath } from '../../api/api-path.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Sources } from '../../parts/explanation/sources.tsx';
import { Causes, Steps } from '../../parts/explanation/steps.tsx';
import { Fact } from '../../parts/facts/fact.tsx';
import { confidenceWords } from '../../words/confidence.ts';
import { familyName } from '../../words/families.ts';
import { actorNames } from '../../words/who-acts.ts';
import type { ScreenProps } from '../screen.ts';
import { EntryPage } from './entry-page.tsx';
import { EntryLinks, TopicLinks } from './links.tsx';
import { TopicPage } from './topic-page.tsx';

/** What one code means, or one topic. A code without a family is found by any spelling. */
export function EntryScreen({ params: { family, code = '' } }: ScreenProps) {
  if (family === 'topic') return <TopicPage id={code} />;
  return <CodePage id={family === undefined ? code : `${family}/${code}`} />;
}

function CodePage({ id }: { id: string }) {
  const resource = useFollowing<ErrorEntry>(apiPath('errors', id));
  return (
    <EntryPage resource={resource} titleOf={({ title }) => title} q={id.split('/').at(-1) ?? id}>
      {(entry) => (
        <div class="story">
          <div class="column">
            <section class="card">
              <p>{entry.meaning}</p>
              {entry.note && <p class="quiet">{entry.note}</p>}
            </section>
            <section class="card next">
              <h2>What to do</h2>
              <Steps steps={entry.remedies} />
              <Causes causes={entry.causes} />
              <Sources sources={entry.sources} />
            </section>
          </div>
          <div class="column aside">
            <Facts entry={entry} />
          </div>
        </div>
      )}
    </EntryPage>
  );
}

function Facts({ entry }: { entry: ErrorEntry }) {
  const { code, codeIsOurs, family, aliases, severity, whoMustAct, retryable, confidence, topics, alternatives = [] } = entry;
  return (
    <section class="card">
      <h2 class="unseen">Facts</h2>
      <dl class="facts">
        <Fact name="Code">
          <code>{code}</code> <CopyButton text={code} what="the code" />
          {codeIsOurs && <small class="quiet"> The name is ours: Microsoft shows the fault without a code.</small>}
        </Fact>
        <Fact name="Family">{familyName(family)}</Fact>
        {aliases.length > 0 && (
          <Fact name="Also written">
            {aliases.map((alias) => (
              <code key={alias} class="alias">
                {alias}
              </code>
            ))}
          </Fact>
        )}
        <Fact name="Severity">{severity}</Fact>
        <Fact name="Who must act">{actorNames[whoMustAct]}</Fact>
        <Fact name="Passes by itself">{retryable ? 'it may, with the next tries' : 'no'}</Fact>
        <Fact name="How sure">{confidenceWords[confidence]}</Fact>
        {topics.length > 0 && (
          <Fact name="Topics">
            <TopicLinks ids={topics} />
          </Fact>
        )}
        {alternatives.length > 0 && (
          <Fact name="May also be">
            <EntryLinks ids={alternatives} />
          </Fact>
        )}
      </dl>
    </section>
  );
}
