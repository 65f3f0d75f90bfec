import type { FleetStatus } from '../../../client/client.d.ts';
import { now } from '../../api/clock.ts';
import { lastTick } from '../../frame/fleet-status.ts';
import { Fact } from '../../parts/facts/fact.tsx';
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
        <Fact name="Monitor">
          <code>{monitor}</code>
        </Fact>
        <Fact name="Last tick">
          {lastTick.value === undefined ? (
            'None yet'
          ) : (
            <>
              <Time at={lastTick.value} /> (<Age since={lastTick.value} every="second" /> ago)
            </>
          )}
        </Fact>
        <Fact name="Next tick">
          <span class={due.isLate ? 'critical-text' : undefined}>
            {due.isLate && 'Late: it was due '}
            <Time at={due.at} />, every {durationText(1_000 * pollIntervalInSeconds)}
          </span>
        </Fact>
        <Fact name="Tenants">
          {freshness.fresh} fresh, {freshness.stale} stale, {freshness.unknown} unknown
        </Fact>
        <Fact name="Version">
          <code>{release}</code>
        </Fact>
        <Fact name="Catalogue">
          <code>{catalogueVersion}</code>
        </Fact>
      </dl>
    </section>
  );
}
