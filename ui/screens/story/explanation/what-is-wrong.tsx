import type { ErrorEntry, Job } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { apiPath } from '../../../api/api-path.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { Age, AgeAtLeast, Time } from '../../../parts/facts/time.tsx';
import { numberText } from '../../../words/durations.ts';
import { innerCodeOf } from './inner-code.ts';

/** Since when, what it is called, what it means, and what the service itself said. */
export function WhatIsWrong({ job }: { job: Job }) {
  const { explanation, quarantine, health, errorCode, failing, escrows } = job;
  const message = quarantine?.error?.message ?? job.lastExecution?.error?.message;
  const innerCode = innerCodeOf(message, explanation?.code);
  return (
    <section class={`card wrong ${health}`}>
      <p class="since">
        <StateSince job={job} />
      </p>
      <h2>{explanation?.title ?? 'Runs on its schedule'}</h2>
      {explanation && <p>{explanation.meaning}</p>}
      {failing && (
        <p>
          <b>{failing.says}</b>{' '}
          <small class="quiet">
            So many the log of the day before <Time at={failing.at} /> names
            {escrows !== undefined && escrows !== failing.objects && <>; failing now are {numberText(escrows)}, as the job counts</>}.
          </small>
        </p>
      )}
      {(message ?? errorCode) !== undefined && (
        <div class="own-words">
          <p class="quiet small">In the service’s words</p>
          {message && <blockquote>“{message}”</blockquote>}
          {errorCode && <code>{errorCode}</code>}
          {innerCode && <InnerCode key={innerCode} code={innerCode} />}
        </div>
      )}
    </section>
  );
}

function InnerCode({ code }: { code: string }) {
  const entry = useFollowing<ErrorEntry>(apiPath('errors', code)).body.value;
  return (
    <p>
      The message carries{' '}
      <a href={linkTo('code', { code })}>
        <code>{code}</code>
      </a>
      {entry && (
        <>
          : <b>{entry.title}.</b> {entry.meaning}
        </>
      )}
    </p>
  );
}

function StateSince({ job }: { job: Job }) {
  const { state, rawCode, quarantine, since, sinceSource, health, reasons, lastExecution } = job;
  const name = rawCode ?? stateNames[state];
  const ranAt = lastExecution?.timeEnded;
  if (reasons.includes('silent') && ranAt !== undefined) {
    return (
      <>
        {name}, no run since <Time at={ranAt} /> (<Age since={ranAt} />)
      </>
    );
  }
  const began = quarantine?.seriesBegan ?? since;
  // What was so when it was first seen may have been so for long.
  if (quarantine?.seriesBegan === undefined && sinceSource === 'firstSeen') {
    return (
      <>
        {name} and {health}, <AgeAtLeast since={began} />
      </>
    );
  }
  return (
    <>
      {name} since <Time at={began} /> (<Age since={began} />)
    </>
  );
}

const stateNames: Readonly<Record<Job['state'], string>> = {
  NotConfigured: 'Not configured',
  NotRun: 'Never run',
  Active: 'Active',
  Paused: 'Paused',
  Quarantine: 'In quarantine',
  Unknown: 'Unknown',
};
