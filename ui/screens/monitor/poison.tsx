import type { IncidentList } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { useResource } from '../../api/use-resource.ts';
import { Age } from '../../parts/facts/time.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { RowMark } from '../../pictures/row-mark.tsx';
import { HealthShape } from '../../pictures/shape.tsx';

/** Messages that failed at every delivery, as an incident of the service tells of them. */
export function Poison() {
  const { body, problem } = useResource<IncidentList>('/api/v1/incidents?condition=poison');
  const found = body.value?.value;
  return (
    <section class="card">
      <h2>Poison messages</h2>
      {problem.value ? <ProblemNote problem={problem.value} /> : !found && <div class="bone line" />}
      {found?.length === 0 && (
        <p class="row">
          <HealthShape health="healthy" /> None in the last hour
        </p>
      )}
      {found && found.length > 0 && (
        <ul class="plain">
          {found.map(({ incidentId, displayName, openedAt, severity }) => (
            <li key={incidentId} class="row">
              <RowMark health={severity} />
              <a href={linkTo('incident', { incidentId })}>{displayName}</a>
              <span class="quiet small">
                for <Age since={openedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
