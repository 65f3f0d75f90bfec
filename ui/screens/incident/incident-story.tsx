import type { Incident } from '../../../client/client.d.ts';
import { Age, Time } from '../../parts/facts/time.tsx';
import { Remedies } from '../story/explanation/remedies.tsx';
import { ActCard, BelowTrouble } from './act-card.tsx';
import { Children } from './incident-family.tsx';
import { WhoWasTold } from './who-was-told.tsx';

/** What is known of an incident that is of no job: what it means, and what to do. */
export function IncidentStory({ incident }: { incident: Incident }) {
  const { explanation, advice, severity, openedAt, lastWellAt, state, causeCode, links, scope, condition, tenantId } = incident;
  const isGone = scope.kind === 'job' && links.job === undefined;
  const act = state === 'open' && scope.kind !== 'job' && <ActCard incident={incident} />;
  const remedies = state === 'open' && <Remedies advice={advice} explanation={explanation} />;
  return (
    <div class="story">
      <div class="column">
        <section class={`card wrong ${state === 'open' ? severity : ''}`}>
          <p class="since">
            {lastWellAt && (
              <>
                Last synchronized <Time at={lastWellAt} /> (<Age since={lastWellAt} /> ago).{' '}
              </>
            )}
            {/* It may have been so for long before. */}
            {state === 'open' ? (
              <>
                Noticed <Time at={openedAt} /> (<Age since={openedAt} /> ago)
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
        {condition === 'consentMissing' ? (
          <>
            {act}
            {remedies && <BelowTrouble tenantId={tenantId}>{remedies}</BelowTrouble>}
          </>
        ) : (
          remedies
        )}
      </div>
      <div class="column aside">
        {condition !== 'consentMissing' && act}
        <Children incident={incident} />
        <WhoWasTold incident={incident} />
      </div>
    </div>
  );
}
