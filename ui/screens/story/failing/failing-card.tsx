import type { Job } from '../../../../client/client.d.ts';
import { place, setQuery } from '../../../address/address.ts';
import { fetched } from '../../../parts/lazy/fetched.tsx';
import { useAnswerHeading } from '../use-answer-heading.ts';

/** The single objects that fail: read from Microsoft’s log when somebody asks for them, and never by themselves. */
export function FailingCard({ job }: { job: Job }) {
  const isOpen = place.value.query.has('log');
  const heading = useAnswerHeading(isOpen);
  return (
    <section class="card failing-card" aria-labelledby="failing">
      <h2 id="failing" tabIndex={-1} ref={heading}>
        Failing objects
      </h2>
      {isOpen ? <Answer job={job} query={place.value.query} /> : <Offer />}
    </section>
  );
}

function Offer() {
  return (
    <>
      <p>
        Microsoft’s provisioning log names each object that failed, was skipped or waits to be deleted, and the step at which it stopped. It
        is read when you ask, and kept nowhere.
      </p>
      <p class="no-print">
        <button type="button" onClick={showFailing}>
          Show what fails
        </button>
      </p>
    </>
  );
}

const Answer = fetched(async () => (await import('../../later.ts')).onDemand.failing);

/** Opens it, wherever on the page that is asked for. */
export function showFailing(): void {
  setQuery({ log: '24h' });
}
