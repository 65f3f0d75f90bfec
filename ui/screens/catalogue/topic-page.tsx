import type { Topic } from '../../../client/client.d.ts';
import { apiPath } from '../../api/api-path.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { Sources } from '../../parts/explanation/sources.tsx';
import { Bullets, Steps } from '../../parts/explanation/steps.tsx';
import { Fact } from '../../parts/facts/fact.tsx';
import { confidenceWords } from '../../words/confidence.ts';
import { actorNames } from '../../words/who-acts.ts';
import { EntryPage } from './entry-page.tsx';
import { EntryLinks } from './links.tsx';

/** One piece of knowledge that has no code. */
export function TopicPage({ id }: { id: string }) {
  const resource = useFollowing<Topic>(apiPath('topics', id));
  return (
    <EntryPage resource={resource} titleOf={({ title }) => title} q={id}>
      {(topic) => (
        <div class="story">
          <div class="column">
            <section class="card">
              <p>{topic.summary}</p>
              {topic.note && <p class="quiet">{topic.note}</p>}
            </section>
            {topic.steps.length > 0 && (
              <section class="card next">
                <h2>What to do</h2>
                <Steps steps={topic.steps} />
              </section>
            )}
            <Statements name="What holds" items={topic.rules} />
            <Statements name="What older documents say, and what holds now" items={topic.superseded} />
          </div>
          <div class="column aside">
            <section class="card">
              <h2 class="unseen">Facts</h2>
              <dl class="facts">
                <Fact name="Who must act">{actorNames[topic.whoMustAct]}</Fact>
                <Fact name="How sure">{confidenceWords[topic.confidence]}</Fact>
                {topic.codes.length > 0 && (
                  <Fact name="Helps with">
                    <EntryLinks ids={topic.codes} />
                  </Fact>
                )}
              </dl>
              <Sources sources={topic.sources} />
            </section>
          </div>
        </div>
      )}
    </EntryPage>
  );
}

function Statements({ name, items }: { name: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <section class="card">
      <h2>{name}</h2>
      <Bullets items={items} />
    </section>
  );
}
