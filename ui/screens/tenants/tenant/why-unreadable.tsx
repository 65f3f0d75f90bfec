import type { Tenant } from '../../../../client/client.d.ts';
import { minute } from '../../../api/clock.ts';
import { Steps } from '../../../parts/explanation/steps.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { zone } from '../../../parts/preferences.ts';
import { jobsKnown } from '../../../words/jobs-known.ts';
import { actorNames } from '../../../words/who-acts.ts';

interface WhyProps {
  tenant: Tenant;
  unreadable: NonNullable<Tenant['unreadable']>;
}

/** Why nothing new can be said of its jobs, in the words of whoever refused, and what helps. */
export function WhyUnreadable({ tenant, unreadable }: WhyProps) {
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
        ; {jobsKnown({ ...tenant, jobs: tenant.jobs.total }, minute.value, zone.value)}.
      </p>
      <h2>{explanation?.title ?? 'The tenant cannot be read'}</h2>
      <p>
        <code>{code ?? reason}</code>
      </p>
      {explanation && (
        <>
          <p>{explanation.meaning}</p>
          <Steps steps={explanation.remedies} />
          <p class="quiet">Who must act: {actorNames[explanation.whoMustAct]}.</p>
        </>
      )}
      {detail && <blockquote class="quiet small">{detail}</blockquote>}
    </section>
  );
}
