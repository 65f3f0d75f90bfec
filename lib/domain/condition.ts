/** What may open an incident. The conditions of a job stand in order: the first that holds is the one to look at. */
export const jobConditions = ['quarantine', 'disabled', 'completeFailures', 'silent', 'nearQuarantine', 'escrowsRising'] as const;
export const servicePrincipalConditions = ['servicePrincipalUnreadable'] as const;
/** Of an on-premises domain. */
export const domainConditions = ['agentDown'] as const;
/** What a pass itself shows of a tenant. */
export const passConditions = ['unreachable', 'consentMissing'] as const;
/** What the hourly reading of its directory synchronization shows. */
const directoryConditions = ['directorySyncStale', 'passwordSyncStale'] as const;
export const tenantConditions = [...passConditions, ...directoryConditions] as const;
const serviceConditions = ['monitorBlind', 'channelBroken', 'poison'] as const;
export const conditions = [
  ...jobConditions,
  ...servicePrincipalConditions,
  ...domainConditions,
  ...tenantConditions,
  ...serviceConditions,
] as const;

/** Those with an incident of their own: a job that Microsoft switched off goes on with the incident of its quarantine, as `disabled`. */
export const incidentConditions = ['quarantine', 'completeFailures', 'silent', 'nearQuarantine', 'escrowsRising'] as const;

export type JobCondition = (typeof jobConditions)[number];
export type ServicePrincipalCondition = (typeof servicePrincipalConditions)[number];
export type DomainCondition = (typeof domainConditions)[number];
export type PassCondition = (typeof passConditions)[number];
export type DirectoryCondition = (typeof directoryConditions)[number];
export type ServiceCondition = (typeof serviceConditions)[number];
export type Condition = (typeof conditions)[number];

/** Whether it is the graver the longer it lasts; every other condition is as grave on its first day as later. */
export function isGraded(condition: Condition): condition is DirectoryCondition {
  return directoryConditions.some((known) => known === condition);
}
