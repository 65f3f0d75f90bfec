/** What may open an incident. */
export const jobConditions = ['quarantine', 'completeFailures', 'silent', 'escrowsRising'] as const;
export const tenantConditions = ['unreachable', 'consentMissing'] as const;
export const serviceConditions = ['monitorBlind', 'channelBroken', 'poison'] as const;

export type JobCondition = (typeof jobConditions)[number];
export type TenantCondition = (typeof tenantConditions)[number];
export type ServiceCondition = (typeof serviceConditions)[number];
export type Condition = JobCondition | TenantCondition | ServiceCondition;
