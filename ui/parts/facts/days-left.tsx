import { minute } from '../../api/clock.ts';
import { countdownOf } from '../../pictures/countdown.ts';
import { CountdownBar } from '../../pictures/countdown-bar.tsx';
import { counted } from '../../words/durations.ts';

/** How long a job in quarantine has until Microsoft switches it off, as a column of a row. */
export function DaysLeft({ disableAt }: { disableAt: string }) {
  const countdown = countdownOf(disableAt, minute.value);
  return (
    <span class="until">
      {countdown && (
        <>
          <b class={countdown.isLate || countdown.daysLeft < 14 ? 'critical-text' : undefined}>{counted(countdown.daysLeft, 'day')} left</b>
          <CountdownBar elapsed={countdown.elapsed} />
        </>
      )}
    </span>
  );
}
