import type { FleetStatus } from '../../../client/client.d.ts';
import { now } from '../../api/clock.ts';
import { lastTick } from '../../frame/fleet-status.ts';
import { Age, Time } from '../../parts/facts/time.tsx';
import { durationText } from '../../words/durations.ts';
import { tickDue } from './tick-due.ts';

/** When it looked last and when it looks next, and what runs here. */
export function Ticks({ status }: { status: FleetStatus }) {
  const { monitor, nextTick, pollIntervalInSeconds, release, catalogueVersion, freshness } = status;
  const due = tickDue({
    lastTick: lastTick.value,
    nextTick: Date.parse(nextTick),
    intervalInSeconds: pollIntervalInSeconds,
    now: now.value,
  });
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
            {lastTick.value === undefined ? (
              'None yet'
            ) : (
              <>
                <Time at={lastTick.value} /> (<Age since={lastTick.value} every="second" /> ago)
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Next tick</dt>
          <dd class={due.isLate ? 'critical-text' : undefined}>
            {due.isLate && 'Late: it was due '}
            <Time at={due.at} />, every {durationText(1_000 * pollIntervalInSeconds)}
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
