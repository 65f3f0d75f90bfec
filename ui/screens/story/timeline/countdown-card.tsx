import type { Job } from '../../../../client/client.d.ts';
import { minute } from '../../../api/clock.ts';
import { Time } from '../../../parts/facts/time.tsx';
import { zone } from '../../../parts/preferences.ts';
import { countdownDays, countdownOf } from '../../../pictures/countdown.ts';
import { CountdownBar } from '../../../pictures/countdown-bar.tsx';
import { roughDuration } from '../../../words/durations.ts';
import { timeText } from '../../../words/times.ts';

/** How long there is until the service switches the job off. */
export function CountdownCard({ job: { quarantine, disabled } }: { job: Job }) {
  if (disabled !== undefined) return <SwitchedOff disabled={disabled} />;
  if (quarantine === undefined) return null;
  const countdown = countdownOf(quarantine.disableAt, minute.value);
  if (countdown === undefined) {
    return (
      <section class="card">
        <h2>Until it is switched off</h2>
        <p>Graph gives no start; no date can be given.</p>
      </section>
    );
  }
  const { elapsed, today, beganAt, endsAt } = countdown;
  const left = endsAt - minute.value;
  return (
    <section class="card">
      <h2 class={countdown.isLate ? 'critical-text' : undefined}>
        {left <= 0 ? 'Due to be switched off by Microsoft' : `${roughDuration(left)} until Microsoft switches it off`}
      </h2>
      <CountdownBar elapsed={elapsed} />
      <div class="ends">
        <span>
          <b>{timeText(beganAt, minute.value, zone.value)}</b>
          <small>first failed</small>
        </span>
        <span class="quiet today">{left > 0 ? `today is day ${today} of ${countdownDays}` : `the ${countdownDays} days are over`}</span>
        <span>
          <b>{timeText(endsAt, minute.value, zone.value)}</b>
          <small>{left > 0 ? 'switched off' : 'was due'}</small>
        </span>
      </div>
      <p class="quiet small">An estimate: 28 days after the first failure. Microsoft’s pages also say “four weeks in quarantine”.</p>
    </section>
  );
}

function SwitchedOff({ disabled: { since, seriesBegan } }: { disabled: NonNullable<Job['disabled']> }) {
  return (
    <section class="card">
      <h2 class="critical-text">Switched off by Microsoft</h2>
      <p>
        {since === undefined ? (
          'Since when is not known.'
        ) : (
          <>
            Since <Time at={since} />.
          </>
        )}{' '}
        {seriesBegan !== undefined && (
          <>
            Its quarantine began <Time at={seriesBegan} />.{' '}
          </>
        )}
        It does not run again by itself.
      </p>
    </section>
  );
}
