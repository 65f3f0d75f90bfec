import type { AgentDomain } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { Sources } from '../../../parts/explanation/sources.tsx';
import { Steps } from '../../../parts/explanation/steps.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { HealthShape } from '../../../pictures/shape.tsx';
import { counted } from '../../../words/durations.ts';
import { agentsWords, jobWords, sourceWords, verdictOf } from './agent-words.ts';

/** One on-premises domain: whether agents answer, who says so, since when, and what each of its jobs does. */
export function DomainLine({ domain, tenantId }: { domain: AgentDomain; tenantId: string }) {
  const { health, words } = verdictOf(domain);
  const { explanation, incidentId, jobs } = domain;
  return (
    <li class="part">
      <HealthShape health={health} size={20} isWorkedOut={domain.confidence !== 'confirmed'} />
      <div>
        <p>
          <b>{domain.domain}</b>
        </p>
        <p>
          {words}
          {domain.since && (
            <>
              {' '}
              (since <Time at={domain.since} />)
            </>
          )}
          {sourceWords(domain)}.
        </p>
        <p class="quiet small">{agentsWords(domain.agents)}</p>
        {incidentId && <a href={linkTo('incident', { incidentId })}>Its incident</a>}
        {explanation && (
          <details>
            <summary>What to do</summary>
            <p>{explanation.meaning}</p>
            <Steps steps={explanation.remedies} />
            <Sources sources={explanation.sources} />
          </details>
        )}
        <JobsSaid jobs={jobs} tenantId={tenantId} />
      </div>
    </li>
  );
}

function JobsSaid({ jobs, tenantId }: { jobs: AgentDomain['jobs']; tenantId: string }) {
  return (
    <details>
      <summary>What its jobs say ({jobs.count})</summary>
      <ul class="causes">
        {jobs.value.map((job) => (
          <li key={`${job.servicePrincipalId} ${job.jobId}`}>
            <a href={linkTo('job', { tenantId, servicePrincipalId: job.servicePrincipalId, jobId: job.jobId })}>{job.displayName}</a>{' '}
            <small class="quiet">{job.kind}</small>
            <br />
            {jobWords(job)}
            {job.at && (
              <span class="quiet">
                , <Time at={job.at} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {jobs.count > jobs.value.length && <p class="quiet">And {counted(jobs.count - jobs.value.length, 'more job')}.</p>}
    </details>
  );
}
