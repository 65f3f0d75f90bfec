import type { FleetStatus, Health } from '../../../client/client.d.ts';
import { linkTo, withQuery } from '../../address/link-to.ts';
import { HealthStrip } from '../../pictures/health-strip.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { counted, numberText } from '../../words/durations.ts';
import { healthNames, healths } from '../../words/healths.ts';

/** The fleet as a strip and as four counts, each of which filters by being pressed and shows all when it is pressed again. */
export function Counts({ status, chosen }: { status: FleetStatus; chosen: Health | undefined }) {
  const { total, byHealth } = status.jobs;
  const open = Object.values(status.incidents).reduce((sum, count) => sum + count, 0);
  return (
    <div class="counts">
      <HealthStrip counts={byHealth} />
      <ul class="row" aria-label="Jobs by health">
        {healths.map((health) => (
          <li key={health}>
            <a
              class="count"
              href={withQuery(location, { health: health === chosen ? undefined : health })}
              aria-current={health === chosen}
            >
              <HealthShape health={health} />
              <b class="numbers">{numberText(byHealth[health] ?? 0)}</b> {healthNames[health]}
            </a>
          </li>
        ))}
        <li class="quiet whole">
          {counted(total, 'job')} in {counted(status.tenants.total, 'tenant')}
          {open > 0 && (
            <>
              , <a href={linkTo('incidents')}>{counted(open, 'open incident')}</a>
            </>
          )}
        </li>
      </ul>
    </div>
  );
}
