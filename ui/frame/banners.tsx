import { minute } from '../api/clock.ts';
import { hasRead, lostSince, signedOutAt } from '../api/connection.ts';
import { signInAgain, signInProblem } from '../api/token.ts';
import { Age, Time } from '../parts/facts/time.tsx';
import { zone } from '../parts/preferences.ts';
import { withPlainTimes } from '../words/times.ts';
import { fleetStatus, isBlind } from './fleet-status.ts';

const nothingRead = 'Nothing was read yet.';

/** What everything below has to be read with: shown one above the other, the gravest first. */
export function Banners() {
  return (
    <>
      {isBlind.value && <BlindBanner />}
      {lostSince.value !== undefined && <LostBanner since={lostSince.value} />}
      {signedOutAt.value !== undefined && <SignedOutBanner at={signedOutAt.value} />}
    </>
  );
}

function BlindBanner() {
  const { monitorSince, monitorReason } = fleetStatus.body.value ?? {};
  return (
    <div class="banner blind" role="alert">
      <p>
        <b>We are blind.</b> No tenant was read{' '}
        {monitorSince === undefined ? (
          'for a long time'
        ) : (
          <>
            since <Time at={monitorSince} />
          </>
        )}
        . Nothing below can be called healthy.
      </p>
      <p>
        {withPlainTimes(monitorReason ?? '', minute.value, zone.value)} Check that the function app runs and that its storage can be
        reached.
      </p>
    </div>
  );
}

function LostBanner({ since }: { since: number }) {
  return (
    <div class="banner lost" role="alert">
      <p>
        <b>This page has lost the service</b>{' '}
        <span aria-hidden="true">
          <Age since={since} every="second" /> ago
        </span>
        . {hasRead.value ? 'What you see is the last answer, not the present.' : nothingRead}
      </p>
    </div>
  );
}

function SignedOutBanner({ at }: { at: number }) {
  return (
    <div class="banner signed-out" role="alert">
      <p>
        <b>
          {signInProblem.value === undefined ? (
            <>
              Your sign-in ended at <Time at={at} />.
            </>
          ) : (
            'You are not signed in.'
          )}
        </b>{' '}
        {signInProblem.value ?? (hasRead.value ? 'What is shown is what was read before.' : nothingRead)}
      </p>
      <button type="button" class="primary" onClick={() => void signInAgain()}>
        Sign in again
      </button>
    </div>
  );
}
