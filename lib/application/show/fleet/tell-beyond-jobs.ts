import type { WhoMustAct } from '../../../domain/catalogue/catalogue-entry.ts';
import type { IncidentBeyondJobs, IncidentsBeyondJobs } from '../../../domain/incident/incidents-beyond-jobs.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';

/** An open incident of more than one job, with its tenant and who must act on it. */
export interface ToldIncident extends IncidentBeyondJobs {
  tenantId: string;
  tenantName?: string;
  whoMustAct: WhoMustAct;
}

/** Tells of a tenant its open incidents that are not of one job; undefined where there is none. */
export type TellBeyondJobs = (tenant: TenantDescription) => IncidentsBeyondJobs<ToldIncident> | undefined;

/** Prepares to tell them of the tenants of one answer; the same cause is looked up once, and no catalogue is loaded where there is none. */
export async function createBeyondJobsTeller(
  { loadCatalogue }: Pick<CatalogueReader, 'loadCatalogue'>,
  tenants: readonly TenantDescription[],
): Promise<TellBeyondJobs> {
  if (tenants.every(({ counts }) => counts.beyondJobs === undefined)) return () => undefined;
  const [catalogue, { actorBeyondJob }] = await Promise.all([loadCatalogue(), import('../../../domain/notification/explain-incident.ts')]);
  const known = new Map<string, WhoMustAct>();
  const actorOf = ({ condition, causeCode, scope }: IncidentBeyondJobs) => {
    const key = `${scope} ${condition} ${causeCode}`;
    const actor = known.get(key) ?? actorBeyondJob(catalogue, { condition, causeCode, scope: { kind: scope } });
    known.set(key, actor);
    return actor;
  };
  return ({ tenantId, displayName, counts: { beyondJobs } }) => {
    const tenant = { tenantId, ...(displayName && { tenantName: displayName }) };
    return (
      beyondJobs && {
        count: beyondJobs.count,
        value: beyondJobs.value.map((incident) => ({ ...incident, ...tenant, whoMustAct: actorOf(incident) })),
      }
    );
  };
}
