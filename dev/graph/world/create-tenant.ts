import { hourInMs } from '../model/graph-time.ts';
import type { DirectoryAudit, DirectoryOfTenant, DirectoryUser, ServicePrincipal, Tenant, World } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import { createJob, type JobSpec } from './create-job.ts';
import { addTenant } from './world.ts';

export interface ServicePrincipalSpec {
  /** Defaults to a GUID made of tenant and name. */
  id?: string;
  appId?: string;
  displayName: string;
  applicationTemplateId?: string | null;
  homepage?: string;
  jobs?: readonly JobSpec[];
}

export interface TenantSpec {
  tenantId: string;
  displayName: string;
  domain: string;
  grants: Record<string, string[]>;
  onPremisesSyncEnabled?: boolean | null;
  /** Each serves its domains; `isDown` since an hour. */
  agents?: readonly { machineName: string; domains: string[]; isDown?: true }[];
  directory?: Partial<Omit<DirectoryOfTenant, 'connectStoppedAt'>> & { connectStoppedHoursAgo?: number };
  servicePrincipals: readonly ServicePrincipalSpec[];
  audits?: readonly AuditSpec[];
}

/** Somebody changed a configuration so many hours before the world begins. */
interface AuditSpec extends Omit<DirectoryAudit, 'at' | 'targets'> {
  hoursAgo: number;
  /** The name of the service principal. */
  of: string;
}

/** A job's id as Graph builds it: template, tenant without hyphens, and on newer ones a GUID. */
export function jobIdOf(templateId: string, tenantId: string, suffix?: string): string {
  const base = `${templateId}.${tenantId.replaceAll('-', '')}`;
  return suffix === undefined ? base : `${base}.${guidOf(`${base}/${suffix}`)}`;
}

function createServicePrincipal(world: World, tenantId: string, spec: ServicePrincipalSpec): ServicePrincipal {
  const id = spec.id ?? guidOf(`${tenantId}/servicePrincipal/${spec.displayName}`);
  return {
    id,
    appId: spec.appId ?? guidOf(`${tenantId}/application/${spec.displayName}`),
    displayName: spec.displayName,
    accountEnabled: true,
    applicationTemplateId: spec.applicationTemplateId ?? null,
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
    homepage: spec.homepage ?? null,
    jobs: (spec.jobs ?? []).map((job) => createJob(id, job, world.now(), world.random)),
    removed: false,
  };
}

function oneUser({ tenantId, domain }: TenantSpec): DirectoryUser {
  return { id: guidOf(`${tenantId}/user`), displayName: 'Ada Lovelace', userPrincipalName: `ada@${domain}` };
}

function createAudit(world: World, servicePrincipals: readonly ServicePrincipal[], { hoursAgo, of, ...audit }: AuditSpec): DirectoryAudit {
  const target = servicePrincipals.find(({ displayName }) => displayName === of);
  const targets = target ? [{ id: target.id, type: 'ServicePrincipal', displayName: of }] : [];
  return { ...audit, at: world.now() - hoursAgo * hourInMs, targets };
}

function directoryOf({ directory: { connectStoppedHoursAgo, ...directory } = {} }: TenantSpec, now: number): DirectoryOfTenant {
  return {
    sendsPasswords: true,
    domains: [],
    administrators: { synchronized: 0, cloudOnly: 2, groups: 0 },
    ...(connectStoppedHoursAgo !== undefined && { connectStoppedAt: now - connectStoppedHoursAgo * 3_600_000 }),
    ...directory,
  };
}

/** Adds a tenant with its service principals and their jobs. */
export function createTenant(world: World, spec: TenantSpec): Tenant {
  const servicePrincipals = spec.servicePrincipals.map((each) => createServicePrincipal(world, spec.tenantId, each));
  const tenant: Tenant = {
    tenantId: spec.tenantId,
    displayName: spec.displayName,
    domain: spec.domain,
    grants: spec.grants,
    licence: 'P1',
    users: [oneUser(spec)],
    audits: (spec.audits ?? []).map((audit) => createAudit(world, servicePrincipals, audit)),
    onPremisesSyncEnabled: spec.onPremisesSyncEnabled ?? null,
    agents: (spec.agents ?? []).map(({ machineName, domains, isDown }) => ({
      id: guidOf(`${spec.tenantId}/agent/${machineName}`),
      machineName,
      domains,
      ...(isDown && { downSince: world.now() - hourInMs }),
    })),
    directory: directoryOf(spec, world.now()),
    servicePrincipals: new Map(servicePrincipals.map((each) => [each.id, each])),
  };
  addTenant(world, tenant);
  return tenant;
}
