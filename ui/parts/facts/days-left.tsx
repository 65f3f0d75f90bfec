import { minute } from '../../api/clock.ts';
import { countdownOf } from '../../pictures/countdown.ts';
import { CountdownBar } from '../../pictures/countdown-bar.tsx';
import { timeLeft } from '../../words/time-left.ts';
import { zone } from '../preferences.ts';

/** How long a job in quarantine has until Microsoft switches it off, as a column of a row. */
export function DaysLeft({ disableAt }: { disableAt: string }) {
  const countdown = countdownOf(disableAt, minute.value);
  return (
    <span class="until">
      {countdown && (
        <>
          <TimeLeft disableAt={disableAt} />
          <CountdownBar elapsed={countdown.elapsed} />
        </>
      )}
    </span>
  );
}

/** The same in words alone. */
export function TimeLeft({ disableAt }: { disableAt: string }) {
  const endsAt = Date.parse(disableAt);
  return <b class={endsAt - minute.value < 14 * 86_400_000 ? 'critical-text' : undefined}>{timeLeft(endsAt, minute.value, zone.value)}</b>;
}
