import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Incident } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { apiPath } from '../../api/api-path.ts';
import { minute } from '../../api/clock.ts';
import { refusalOf } from '../../frame/me.ts';
import { Person } from '../../parts/facts/person.tsx';
import { Age, Time } from '../../parts/facts/time.tsx';
import { refusalIn, shut, Why } from '../../parts/form/shut.tsx';
import { useChange } from '../../parts/form/use-change.ts';
import { fetched } from '../../parts/lazy/fetched.tsx';
import { zone } from '../../parts/preferences.ts';
import { ChangeRefused } from '../../parts/problem/change-refused.tsx';
import { snoozedText } from '../../words/snoozed.ts';
import { endings, howItHeld } from './ending-words.ts';

const SnoozeDialog = fetched(async () => (await import('../later.ts')).onDemand.snooze);

/** Who is on it, for how long it is open, and what keeps it quiet. */
export function IncidentBar({ incident }: { incident: Incident }) {
  return incident.state === 'open' ? <OpenBar incident={incident} /> : <ClosedBar incident={incident} />;
}

function OpenBar({ incident }: { incident: Incident }) {
  const { isSending, refusal, send } = useChange();
  // Not before somebody asks: then it is fetched, and stays to give the focus back.
  const isSnoozing = useSignal<boolean | undefined>(undefined);
  const isTaken = incident.acknowledgedAt !== undefined;
  const forbidden = refusalOf('acknowledge', 'Operator') ?? refusalIn(incident.actions, 'acknowledge');
  const why = useId();
  const take = () => {
    const path = apiPath('incidents', incident.incidentId, 'acknowledge');
    if (forbidden === undefined) void send(path, { method: 'POST', body: {} }, 'You are on it');
  };
  return (
    <section class="card incident-bar" aria-label="Incident">
      <p>
        <WhoIsOnIt incident={incident} />
      </p>
      <div class="row">
        {!isTaken && (
          <button type="button" class="primary" aria-busy={isSending.value} {...shut(forbidden, why)} onClick={take}>
            I’m on it
          </button>
        )}
        <button type="button" {...shut(forbidden, why)} onClick={() => (isSnoozing.value = forbidden === undefined || undefined)}>
          Snooze…
        </button>
      </div>
      <Why id={why} why={forbidden} />
      <ChangeRefused why={refusal.value} />
      {isSnoozing.value !== undefined && (
        <SnoozeDialog incidentId={incident.incidentId} isOpen={isSnoozing.value} onClose={() => (isSnoozing.value = false)} />
      )}
    </section>
  );
}

function WhoIsOnIt({ incident }: { incident: Incident }) {
  const { acknowledgedAt, acknowledgedBy = '', acknowledgedByName, openedAt, snoozedUntil, snoozeReason } = incident;
  const snoozed = snoozedText(snoozedUntil, minute.value, zone.value);
  return (
    <>
      {acknowledgedAt === undefined ? (
        <b>Nobody is on it yet.</b>
      ) : (
        <>
          <b>
            <Person actor={acknowledgedBy} name={acknowledgedByName} /> is on it
          </b>{' '}
          since <Time at={acknowledgedAt} />.
        </>
      )}{' '}
      The incident has been open for <Age since={openedAt} />.
      {snoozed && (
        <>
          {' '}
          It is {snoozed}
          {snoozeReason && <>: “{snoozeReason}”</>}.
        </>
      )}
    </>
  );
}

function ClosedBar({ incident }: { incident: Incident }) {
  const { resolvedAt, resolution, openedAt, operation, job, incidentId, acknowledgedBy, acknowledgedByName } = incident;
  return (
    <section class="card incident-bar closed" aria-label="Incident">
      <p>
        <b>
          Closed
          {resolvedAt && (
            <>
              {' '}
              <Time at={resolvedAt} />
            </>
          )}
          .
        </b>{' '}
        {resolution && endings[resolution]} {operation && howItHeld(operation)} It was opened <Time at={openedAt} />
        {acknowledgedBy !== undefined && (
          <>
            ; <Person actor={acknowledgedBy} name={acknowledgedByName} isWithin /> was on it
          </>
        )}
        {job === undefined ? '. Below is what it was then.' : '. Below is how the job is now, not how it was.'}
        {job?.incidentId !== undefined && job.incidentId !== incidentId && (
          <>
            {' '}
            <b>
              It has <a href={linkTo('incident', { incidentId: job.incidentId })}>another open incident</a> by now.
            </b>
          </>
        )}
      </p>
    </section>
  );
}
