import type { FleetStatus } from '../../../client/client.d.ts';
import { now } from '../../api/clock.ts';
import { Age, Time } from '../../parts/time.tsx';
import { durationText } from '../../words/durations.ts';

const lateAfterInMs = 60_000;

/** When it looked last and when it looks next, and what runs here. */
export function Ticks({
  status: { monitor, lastTick, nextTick, pollIntervalInSeconds, release, catalogueVersion, freshness },
}: {
  status: FleetStatus;
}) {
  const isLate = now.value - Date.parse(nextTick) > lateAfterInMs;
  return (
    <section class="card">
      <h2>Reading</h2>
      <dl class="facts">
        <div>
          <dt>Monitor</dt>
          <dd>
            <code>{monitor}</code>
          </dd>
        </div>
        <div>
          <dt>Last tick</dt>
          <dd>
            {lastTick === undefined ? (
              'None yet'
            ) : (
              <>
                <Time at={lastTick} /> (<Age since={lastTick} every="second" /> ago)
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Next tick</dt>
          <dd class={isLate ? 'critical-text' : undefined}>
            {isLate ? (
              <>
                late: it was due <Time at={nextTick} />
              </>
            ) : (
              <Time at={nextTick} />
            )}
            , every {durationText(pollIntervalInSeconds * 1_000)}
          </dd>
        </div>
        <div>
          <dt>Tenants</dt>
          <dd>
            {freshness.fresh} fresh, {freshness.stale} stale, {freshness.unknown} unknown
          </dd>
        </div>
        <div>
          <dt>Version</dt>
          <dd>
            <code>{release}</code>
          </dd>
        </div>
        <div>
          <dt>Catalogue</dt>
          <dd>
            <code>{catalogueVersion}</code>
          </dd>
        </div>
      </dl>
    </section>
  );
}
