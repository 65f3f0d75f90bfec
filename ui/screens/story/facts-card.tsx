import type { Job } from '../../../client/client.d.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Fact } from '../../parts/facts/fact.tsx';
import { Age, Time } from '../../parts/facts/time.tsx';
import { capital } from '../../words/capital.ts';
import { durationText, numberText } from '../../words/durations.ts';
import { actorNames } from '../../words/who-acts.ts';
import { showFailing } from './failing/failing-card.tsx';

/** What one looks up. */
export function FactsCard({ job }: { job: Job }) {
  const { incident, incidentId, lastSuccessfulExecution, quarantine, schedule, escrows, jobId, links } = job;
  const lastGood = lastSuccessfulExecution?.timeEnded;
  return (
    <section class="card">
      <h2 class="unseen">Facts</h2>
      <dl class="facts">
        {job.advice.action !== 'none' && <Fact name="Who must act">{whoMustAct(job)}</Fact>}
        {incidentId && (
          <Fact name="Who is on it">
            {incident?.acknowledgedBy === undefined ? 'Nobody yet' : (incident.acknowledgedByName ?? 'Somebody')}
          </Fact>
        )}
        <Fact name="Last good run">
          {lastGood === undefined ? (
            'None is known'
          ) : (
            <>
              <Time at={lastGood} /> (<Age since={lastGood} /> ago)
            </>
          )}
        </Fact>
        {quarantine &&
          (quarantine.reason === 'Unknown' ? (
            <Fact name="Reason">Graph gives none</Fact>
          ) : (
            <Fact name="Reason, in Graph’s word">
              <code>{quarantine.reason}</code>
            </Fact>
          ))}
        {escrows !== undefined && escrows > 0 && (
          <Fact name="Failing objects">
            {numberText(escrows)}{' '}
            <button type="button" class="link no-print" onClick={showFailing}>
              show them
            </button>
          </Fact>
        )}
        {schedule.intervalInSeconds !== undefined && <Fact name="Runs every">{durationText(schedule.intervalInSeconds * 1_000)}</Fact>}
        <Fact name="Job id">
          <code>{jobId}</code> <CopyButton text={jobId} what="the id of the job" />
        </Fact>
        <Fact name="In Entra">
          <span class="row">
            <Outside href={links.adminCentre}>Job</Outside>
            <Outside href={links.provisioningLogs}>Provisioning log</Outside>
            <Outside href={links.configuration}>Configuration</Outside>
          </span>
        </Fact>
      </dl>
    </section>
  );
}

function Outside({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children} <span aria-hidden="true">↗</span>
      <span class="unseen">(opens a new tab)</span>
    </a>
  );
}

// Whether the cause is mended shows the next run; until then there is nothing to do.
function whoMustAct({ advice }: Job): string {
  if (advice.action === 'wait' && advice.whoMustAct === 'nobody') return 'Nobody for now: wait for what the last action comes to';
  return capital(actorNames[advice.whoMustAct]);
}
