/** What a job is for, as people tell jobs apart. */
export const jobKinds = [
  'cloudSyncUsers',
  'passwordHash',
  'writeback',
  'groupProvisioningToAD',
  'crossTenant',
  'hr',
  'scim',
  'onPremisesApplication',
  'apiInbound',
  'other',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** Kinds whose jobs always reach a directory or an application on premises through provisioning agents. */
export const kindsWithAgents: readonly JobKind[] = [
  'cloudSyncUsers',
  'passwordHash',
  'writeback',
  'groupProvisioningToAD',
  'onPremisesApplication',
];

/** Kinds whose jobs never have an agent: both sides are in the cloud. */
export const kindsWithoutAgents: readonly JobKind[] = ['crossTenant', 'scim'];

/** Each kind in words. */
export const kindNames = {
  cloudSyncUsers: 'Cloud sync of users, groups and contacts',
  passwordHash: 'Password hash synchronization',
  writeback: 'Writeback to the source',
  groupProvisioningToAD: 'Group provisioning to Active Directory',
  crossTenant: 'Cross-tenant synchronization',
  hr: 'Provisioning from an HR system',
  scim: 'Provisioning to a cloud application',
  onPremisesApplication: 'Provisioning to an application on premises',
  apiInbound: 'API-driven inbound provisioning',
  other: 'Other provisioning',
} as const satisfies Record<JobKind, string>;

// The first that fits names the kind: a writeback of an HR system is a writeback, and only what is nothing else is an application.
// https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-inbound-synch-ms-graph
const patterns: readonly (readonly [JobKind, RegExp])[] = [
  ['passwordHash', /passwordhash/i],
  ['groupProvisioningToAD', /^AAD2ADGroup/i],
  ['writeback', /writeback/i],
  ['apiInbound', /^API2/i],
  ['crossTenant', /^Azure2Azure/i],
  ['cloudSyncUsers', /^(?:AD2AAD|ADDC)/i],
  ['hr', /workday|successfactors|^(?:hr|hcm)/i],
  ['onPremisesApplication', /on-?prem|ecma/i],
  ['scim', /scim|customappsso|^(?:aws|zendesk|gsuite|slack|dropbox|servicenow|salesforce|atlassian|github|zoom)|OutDelta/i],
];

/**
 * The kind of a job. Graph answers another template than a cloud sync job was created from, so what the template does not tell
 * the beginning of the id does.
 */
export function kindOf({ templateId, jobId }: { templateId?: string; jobId: string }): JobKind {
  const names = [templateId ?? '', jobId.split('.')[0] ?? ''];
  for (const name of names) {
    const known = patterns.find(([, pattern]) => pattern.test(name));
    if (known !== undefined) return known[0];
  }
  return 'other';
}
