import { DaysLeft } from '../../../parts/facts/days-left.tsx';
import { OnIt } from '../../../parts/facts/on-it.tsx';
import { Age, AgeAtLeast } from '../../../parts/facts/time.tsx';
import { RowMark } from '../../../pictures/row-mark.tsx';
import { actorLabels } from '../../../words/who-acts.ts';
import { type JobRow, pageOf } from './job-row.ts';

/** What a row says of a job: as few elements as it can be, for there may be a thousand. */
export function JobLine({ job }: { job: JobRow }) {
  const { displayName, tenantName, kindName, health, explanation, errorCode, freshness } = job;
  return (
    <>
      <RowMark health={health} />
      <span class="name">
        <a class="row-link" href={pageOf(job)}>
          {displayName}
        </a>
        <small>
          {tenantName} · {kindName}
        </small>
      </span>
      <span class="why">
        {explanation?.title ?? (health === 'healthy' ? 'Runs on its schedule' : 'No explanation')}
        {errorCode !== undefined && <code>{errorCode}</code>}
        {freshness === 'stale' && (
          <small class="stale">
            stale, last read <Age since={job.observedAt} /> ago
          </small>
        )}
      </span>
      <span class="who">{explanation && health !== 'healthy' && actorLabels[explanation.whoMustAct]}</span>
      <Until job={job} />
      {job.incidentId === undefined ? <span class="on-it" /> : <OnIt incident={job.incident ?? {}} />}
    </>
  );
}

function Until({ job: { quarantine, health, reasons, since, sinceSource } }: { job: JobRow }) {
  if (quarantine?.disableAt !== undefined) return <DaysLeft disableAt={quarantine.disableAt} />;
  if (health === 'healthy') return <span class="until" />;
  if (reasons.includes('disabled')) {
    return (
      <span class="until">
        <b class="critical-text">switched off</b>
      </span>
    );
  }
  // The column counts down for others: `for` tells that here it counts up.
  return (
    <span class="until quiet">
      {sinceSource === 'graph' ? (
        <>
          for <Age since={since} />
        </>
      ) : (
        <AgeAtLeast since={since} />
      )}
    </span>
  );
}
