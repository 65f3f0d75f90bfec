import { place, setQuery } from '../../../address/address.ts';
import { fetched } from '../../../parts/lazy/fetched.tsx';
import { useAnswerHeading } from '../use-answer-heading.ts';

interface ChangesCardProps {
  incidentId: string;
  tenantId: string;
}

/** What was changed before it broke: read when somebody asks, as Microsoft answers few such questions at once. */
export function ChangesCard({ incidentId, tenantId }: ChangesCardProps) {
  const isOpen = place.value.query.has('changes');
  const heading = useAnswerHeading(isOpen);
  return (
    <section class="card changes-card" aria-labelledby="changes">
      <h2 id="changes" tabIndex={-1} ref={heading}>
        What changed before it broke
      </h2>
      {isOpen ? <Answer incidentId={incidentId} tenantId={tenantId} /> : <Offer />}
    </section>
  );
}

function Offer() {
  return (
    <>
      <p>Credentials, mappings, schedule, owner, agents: what we saw in the 24 hours before, and what the directory’s audit log says.</p>
      <p class="no-print">
        <button type="button" onClick={() => setQuery({ changes: '24h' })}>
          Show what changed
        </button>
      </p>
    </>
  );
}

const Answer = fetched(async () => (await import('../../later.ts')).onDemand.changes);
