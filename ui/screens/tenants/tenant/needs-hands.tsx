import type { Tenant } from '../../../../client/client.d.ts';
import { nameOf } from '../../../api/use-tenants.ts';
import { IncidentLine } from '../../../parts/facts/incident-line.tsx';
import { scopeNames } from '../../../words/scope-names.ts';

/** What is open of a tenant beside its jobs. What keeps it from being read is told with the tenant itself. */
export function NeedsHands({ tenant }: { tenant: Tenant }) {
  const { incidentsBeyondJobs, unreadable } = tenant;
  const open = incidentsBeyondJobs?.value.filter(({ condition }) => !unreadable || !/^(consentMissing|unreachable)$/.test(condition)) ?? [];
  if (open.length === 0) return null;
  return (
    <ul class="rows beyond" aria-label="Open incidents beyond single jobs">
      {open.map((incident) => (
        <li key={incident.incidentId} class="job">
          <IncidentLine incident={incident} name={incident.displayName ?? nameOf(tenant)} place={scopeNames[incident.scope]} />
        </li>
      ))}
    </ul>
  );
}
