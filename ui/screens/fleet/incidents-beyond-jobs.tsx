import type { FleetStatus } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { IncidentLine } from '../../parts/facts/incident-line.tsx';
import { counted } from '../../words/durations.ts';
import { beyondJobsShown, nameOfIncident, placeOfIncident } from './beyond-jobs.ts';
import type { Filter } from './jobs/filter-jobs.ts';

/** What is wrong with a whole tenant, with a domain or with an application stands above the jobs: no row of theirs tells of it. */
export function IncidentsBeyondJobs({ status, filter }: { status: FleetStatus; filter: Filter }) {
  const { shown, more } = beyondJobsShown(status, filter);
  if (shown.length === 0) return null;
  return (
    <ul class="rows beyond" aria-label="Open incidents of tenants, domains and applications">
      {shown.map((incident) => (
        <li key={incident.incidentId} class="job">
          <IncidentLine incident={incident} name={nameOfIncident(incident)} place={placeOfIncident(incident)} />
        </li>
      ))}
      {more > 0 && (
        <li class="job rest">
          <a href={linkTo('incidents')}>{counted(more, 'more open incident')} of tenants, domains and applications</a>
        </li>
      )}
    </ul>
  );
}
