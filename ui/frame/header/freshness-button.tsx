import { computed } from '@preact/signals';
import { linkTo } from '../../address/link-to.ts';
import { now } from '../../api/clock.ts';
import { lostSince, signedOutAt, throttledUntil } from '../../api/connection.ts';
import { isReading, refreshOnDemand } from '../../api/refresh.ts';
import { shown } from '../../api/resource.ts';
import { durationText } from '../../words/durations.ts';
import { ageText, isStaleAt, oldestShown, staleTenantsText } from '../../words/freshness.ts';
import { fleetStatus } from '../fleet-status.ts';
import { pollInterval } from '../poll-interval.ts';

const readAt = computed(() =>
  oldestShown(shown.value.map(({ observedAt, freshAt }) => ({ observedAt: observedAt.value, freshAt: freshAt.value }))),
);
const isStale = computed(() => readAt.value !== undefined && isStaleAt(readAt.value, now.value, pollInterval.value));

const text = computed(() => {
  if (throttledUntil.value !== undefined && throttledUntil.value > now.value)
    return `Asked to wait ${durationText(throttledUntil.value - now.value)}`;
  return ageText(readAt.value, now.value, isStale.value);
});

const tone = computed(() => {
  if (lostSince.value !== undefined || signedOutAt.value !== undefined) return 'unknown';
  return readAt.value === undefined || isStale.value ? 'unknown' : 'healthy';
});

// Where nothing is fresh there is nothing to set them apart from.
const staleTenants = computed(() => {
  const tenants = fleetStatus.body.value?.freshness;
  return !tenants || isStale.value ? undefined : staleTenantsText(tenants, now.value);
});

export function FreshnessButton() {
  return (
    <>
      <button type="button" class="freshness" title="Read again" aria-busy={isReading.value} onClick={() => void refreshOnDemand()}>
        <span class={`dot ${tone.value}`} />
        <span class="numbers">{text.value}</span>
        <span class="unseen">; read again</span>
      </button>
      {staleTenants.value && (
        <a class="stale-tenants numbers" href={linkTo('tenants')}>
          {staleTenants.value}
        </a>
      )}
    </>
  );
}
