import type { Incident } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { Time } from '../../parts/facts/time.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { conditionName } from '../../words/conditions.ts';
import { counted } from '../../words/durations.ts';

/** Where another incident explains this one: it is to be looked at first. */
export function ParentHint({ incident: { parentId } }: { incident: Incident }) {
  if (parentId === undefined) return null;
  return (
    <p class="card hint">
      <span>
        <b>Another incident explains this one.</b> What is to be done stands there.
      </span>
      <a class="button" href={linkTo('incident', { incidentId: parentId })}>
        Open it
      </a>
    </p>
  );
}

/** The open incidents that this one explains. */
export function Children({ incident: { children } }: { incident: Incident }) {
  if (children === undefined || children.count === 0) return null;
  return (
    <section class="card">
      <h2>It explains {counted(children.count, 'other incident')}</h2>
      <ul class="explained-by-it">
        {children.value.map(({ incidentId, displayName, kindName, severity, condition, openedAt }) => (
          <li key={incidentId}>
            <HealthShape health={severity} size={16} />
            <span>
              <a href={linkTo('incident', { incidentId })}>{displayName}</a> {conditionName(condition)}{' '}
              <small class="quiet">
                {kindName && `${kindName}, `}noticed <Time at={openedAt} />
              </small>
            </span>
          </li>
        ))}
      </ul>
      {children.count > children.value.length && (
        <p class="quiet">The first {counted(children.value.length, 'incident')} of them, worst first.</p>
      )}
    </section>
  );
}
