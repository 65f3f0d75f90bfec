import type { Incident, IncidentNotification } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { Time } from '../../parts/facts/time.tsx';
import { counted } from '../../words/durations.ts';

const cardNames: Readonly<Record<string, string>> = {
  opened: 'Opened',
  updated: 'Updated',
  reminder: 'Reminder',
  deadline: 'Deadline',
  resolved: 'Resolved',
  group: 'With others',
  notice: 'Notice',
};

/** Which cards went out and when, what came before and after, and what else is open for the same cause. */
export function WhoWasTold({ incident }: { incident: Incident }) {
  const { notifications, relapseOf, relapsedAs, othersOfSameCause, condition, causeCode } = incident;
  return (
    <section class="card told">
      <h2>Who was told</h2>
      {notifications.length === 0 ? (
        <p class="quiet">
          <NoCard incident={incident} />
        </p>
      ) : (
        <ol class="events">
          {notifications.map((each) => (
            <Told key={`${each.at} ${each.kind}`} notification={each} />
          ))}
        </ol>
      )}
      <ul class="kin">
        {relapseOf && <Kin id={relapseOf}>It is back: it had recovered not long before</Kin>}
        {relapsedAs && <Kin id={relapsedAs}>It did not hold: it came back as another incident</Kin>}
        {othersOfSameCause.count > 0 && (
          <li>
            {counted(othersOfSameCause.count, 'other incident is', 'other incidents are')} open for the same cause.{' '}
            <a href={linkTo('incidents', {}, { condition, causeCode })}>See all</a>
          </li>
        )}
      </ul>
    </section>
  );
}

// What another incident explains gets no card of its own.
function NoCard({ incident: { parentId } }: { incident: Incident }) {
  if (parentId === undefined) return <>No card was sent yet.</>;
  return (
    <>
      No card of its own: it is told by the card of <a href={linkTo('incident', { incidentId: parentId })}>the incident that explains it</a>
      .
    </>
  );
}

function Told({ notification: { at, kind, channel, accepted } }: { notification: IncidentNotification }) {
  return (
    <li>
      <span class="quiet">
        <Time at={at} />
      </span>
      <span>
        <b>{cardNames[kind] ?? kind}</b>: card {accepted ? 'taken by' : 'not taken yet by'} the {channel} channel
      </span>
    </li>
  );
}

function Kin({ id, children }: { id: string; children: string }) {
  return (
    <li>
      <a href={linkTo('incident', { incidentId: id })}>{children}</a>
    </li>
  );
}
