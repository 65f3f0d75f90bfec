import type { Job } from '../../../client/client.d.ts';
import { Age, Time } from '../../parts/time.tsx';

/** Since when, what it is called, what it means, and what the service itself said. */
export function WhatIsWrong({ job }: { job: Job }) {
  const { explanation, quarantine, health, errorCode } = job;
  const message = quarantine?.error?.message ?? job.lastExecution?.error?.message;
  return (
    <section class={`card wrong ${health}`}>
      <p class="since">
        <StateSince job={job} />
      </p>
      <h2>{explanation?.title ?? 'Runs on its schedule'}</h2>
      {explanation && <p>{explanation.meaning}</p>}
      {(message ?? errorCode) !== undefined && (
        <div class="own-words">
          <p class="quiet small">In the service’s words</p>
          {message && <blockquote>“{message}”</blockquote>}
          {errorCode && <code>{errorCode}</code>}
        </div>
      )}
    </section>
  );
}

function StateSince({ job: { state, rawCode, quarantine, since } }: { job: Job }) {
  const began = quarantine?.seriesBegan ?? since;
  return (
    <>
      {state === 'Quarantine' ? 'In quarantine' : (rawCode ?? state)} since <Time at={began} /> (<Age since={began} />)
    </>
  );
}
