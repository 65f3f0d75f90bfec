import type { Tenant } from '../../../../client/client.d.ts';
import { MenuPaths } from '../../../parts/explanation/menu-paths.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { actorNames } from '../../../words/who-acts.ts';

/** Why nothing can be said of its jobs, in the words of whoever refused, and what helps. */
export function WhyUnreadable({ unreadable }: { unreadable: NonNullable<Tenant['unreadable']> }) {
  const { reason, code, since, detail, explanation } = unreadable;
  return (
    <section class="card wrong unknown">
      <p class="since">
        Cannot be read
        {since && (
          <>
            {' '}
            since <Time at={since} />
          </>
        )}
        . Nothing is known of its jobs.
      </p>
      <h2>{explanation?.title ?? 'The tenant cannot be read'}</h2>
      <p>
        <code>{code ?? reason}</code>
      </p>
      {explanation && (
        <>
          <p>{explanation.meaning}</p>
          <ol class="steps">
            {explanation.remedies.map((remedy) => (
              <li key={remedy}>
                <MenuPaths text={remedy} />
              </li>
            ))}
          </ol>
          <p class="quiet">Who must act: {actorNames[explanation.whoMustAct]}.</p>
        </>
      )}
      {detail && <blockquote class="quiet small">{detail}</blockquote>}
    </section>
  );
}
