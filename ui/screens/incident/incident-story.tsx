import type { Incident } from '../../../client/client.d.ts';
import { Age, Time } from '../../parts/time.tsx';
import { Remedies } from '../story/remedies.tsx';
import { AgentsHint, Children } from './incident-family.tsx';
import { TenantCard } from './tenant-card.tsx';
import { WhoWasTold } from './who-was-told.tsx';

/** What is known of an incident that is of no job: what it means, and what to do. */
export function IncidentStory({ incident }: { incident: Incident }) {
  const { explanation, advice, severity, openedAt, state, causeCode, links, scope, condition } = incident;
  // It lasted for hours before it was one.
  const isLate = condition === 'directorySyncStale' || condition === 'passwordSyncStale';
  const isGone = scope.kind === 'job' && links.job === undefined;
  return (
    <div class="story">
      <div class="column">
        <section class={`card wrong ${state === 'open' ? severity : ''}`}>
          <p class="since">
            {state === 'open' ? (
              <>
                {isLate ? 'Noticed' : 'Since'} <Time at={openedAt} /> (<Age since={openedAt} />
                {isLate && ' ago'})
              </>
            ) : (
              <>
                Opened <Time at={openedAt} />
              </>
            )}
          </p>
          <h2>{explanation.title}</h2>
          <p>{explanation.meaning}</p>
          {isGone && <p>The job is gone.</p>}
          <code>{causeCode}</code>
        </section>
        {state === 'open' && <Remedies advice={advice} explanation={explanation} />}
        <AgentsHint incident={incident} />
      </div>
      <div class="column aside">
        {state === 'open' && scope.kind === 'tenant' && <TenantCard incident={incident} />}
        <Children incident={incident} />
        <WhoWasTold incident={incident} />
      </div>
    </div>
  );
}
