import type { JobSpec } from '../world/create-job.ts';
import { jobIdOf, type ServicePrincipalSpec } from '../world/create-tenant.ts';
import { cloudSyncTemplateId } from '../world/templates.ts';

const homepage =
  'https://account.activedirectory.windowsazure.com:444/applications/default.aspx?metadata=AD2AADProvisioning|ISV9.1|primary|z';

export function domainSettings(domain: string): { name: string; value: string }[] {
  const netBios = (domain.split('.')[0] ?? domain).toUpperCase();
  return [
    { name: 'Domain', value: JSON.stringify({ DomainFQDN: domain, DomainNetBios: netBios, ForestFQDN: domain, ForestNetBios: netBios }) },
    { name: 'DomainFQDN', value: domain },
    { name: 'DomainNetBios', value: netBios },
    { name: 'QuarantineTooManyDeletesThreshold', value: '500' },
  ];
}

/** One cloud sync configuration: a service principal named after its domain, with the jobs given for it. */
export function cloudSync(tenantId: string, domain: string, jobs: Record<string, Omit<JobSpec, 'id'>>): ServicePrincipalSpec {
  return {
    displayName: domain,
    applicationTemplateId: cloudSyncTemplateId,
    homepage,
    jobs: Object.entries(jobs).map(([templateId, job]) => ({
      id: jobIdOf(templateId, tenantId, domain),
      settings: domainSettings(domain),
      ...job,
    })),
  };
}

/** A service principal that provisions to an application of the gallery; only enumeration finds it. */
export function galleryApp(tenantId: string, displayName: string, templateId: string, job: Omit<JobSpec, 'id'>): ServicePrincipalSpec {
  return {
    displayName,
    applicationTemplateId: null,
    homepage: `https://example.com?metadata=${templateId}|ISV9.1|primary|z`,
    jobs: [{ id: jobIdOf(templateId, tenantId, displayName), ...job }],
  };
}
