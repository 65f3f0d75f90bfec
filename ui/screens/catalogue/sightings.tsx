import type { ErrorSighting, ErrorSightingList } from '../../../client/client.d.ts';
import { useResource } from '../../api/use-resource.ts';
import { Time } from '../../parts/facts/time.tsx';
import { counted } from '../../words/durations.ts';
import { familyName } from '../../words/families.ts';
import { Listed } from './listed.tsx';

// Codes of pasted texts belong to no tenant.
const ofTexts = '_service';

/** Codes that Microsoft sent and nobody has explained yet: they are shown raw wherever they occur. */
export function Sightings() {
  const list = useResource<ErrorSightingList>('/api/v1/errorSightings?pageSize=1000');
  return (
    <>
      <p class="quiet found-count">Codes that Microsoft sent and the catalogue does not have yet, the latest first.</p>
      <Listed resource={list} one="unknown code" many="unknown codes">
        {(sighting) => <SightingRow key={`${sighting.family}/${sighting.code}/${sighting.tenantId}`} sighting={sighting} />}
      </Listed>
    </>
  );
}

function SightingRow({ sighting: { family, code, tenantId, count, firstSeenAt, lastSeenAt } }: { sighting: ErrorSighting }) {
  const isOfTexts = tenantId === ofTexts;
  return (
    <li class="job entry">
      <span class="name">
        <b>{code}</b>
        <small>{familyName(family)}</small>
      </span>
      <span class="why">
        {isOfTexts ? `In ${counted(count, 'explained text')}` : `Shown ${counted(count, 'time')}`}
        {!isOfTexts && <code>{tenantId}</code>}
      </span>
      <span class="who quiet">
        first <Time at={firstSeenAt} />
      </span>
      <span class="until">
        last <Time at={lastSeenAt} />
      </span>
    </li>
  );
}
