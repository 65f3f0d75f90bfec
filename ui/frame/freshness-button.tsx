import { computed } from '@preact/signals';
import { now } from '../api/clock.ts';
import { lostSince, signedOutAt, throttledUntil } from '../api/connection.ts';
import { isReading, refreshOnDemand } from '../api/refresh.ts';
import { shown } from '../api/resource.ts';
import { durationText } from '../words/durations.ts';
import { ageText, isStaleAt } from '../words/freshness.ts';
import { pollInterval } from './poll-interval.ts';

/** The age of the oldest reading of what is shown that is not stale; of the oldest of all where every one is. */
const observedAt = computed(() => {
  const known = shown.value.flatMap((resource) => resource.observedAt.value ?? []);
  const fresh = known.filter((at) => !isStaleAt(at, now.value, pollInterval.value));
  return known.length === 0 ? undefined : Math.min(...(fresh.length > 0 ? fresh : known));
});

const text = computed(() => {
  if (throttledUntil.value !== undefined && throttledUntil.value > now.value)
    return `Asked to wait ${durationText(throttledUntil.value - now.value)}`;
  const at = observedAt.value;
  return ageText(at, now.value, at !== undefined && isStaleAt(at, now.value, pollInterval.value));
});

const tone = computed(() => {
  if (lostSince.value !== undefined || signedOutAt.value !== undefined) return 'unknown';
  const at = observedAt.value;
  return at === undefined || isStaleAt(at, now.value, pollInterval.value) ? 'unknown' : 'healthy';
});

export function FreshnessButton() {
  return (
    <button type="button" class="freshness" title="Read again" aria-busy={isReading.value} onClick={() => void refreshOnDemand()}>
      <span class={`dot ${tone.value}`} />
      <span class="numbers">{text.value}</span>
      <span class="unseen">; read again</span>
    </button>
  );
}
