import type { Cause } from '../model/model.ts';

export const noAgentsAssigned: Cause = {
  code: 'HybridIdentityServiceNoAgentsAssigned',
  message: 'No provisioning agent is assigned to this domain.',
  tenantActionable: true,
  reason: 'EncounteredQuarantineException',
  failuresBeforeQuarantine: 3,
};

export const expiredCredentials: Cause = {
  code: 'AzureActiveDirectoryInvalidCredential',
  message: 'The service account used by the job is no longer valid: AADSTS50055: The password is expired.',
  tenantActionable: true,
  reason: 'EncounteredQuarantineException',
  failuresBeforeQuarantine: 1,
};

export const tooManyDeletes: Cause = {
  code: 'TooManyDeletes',
  message: 'The number of deletions (731) exceeds the threshold (500) set for this job.',
  tenantActionable: true,
  reason: 'TooManyDeletes',
  failuresBeforeQuarantine: 1,
  parkedDeletes: 731,
};

/** Two reasons at once: the members are bits. */
export const escrowThresholds: Cause = {
  code: 'AzureActiveDirectoryForbidden',
  message: 'The target tenant refused the write.',
  tenantActionable: true,
  reason: 'EncounteredBaseEscrowThreshold, EncounteredEscrowProportionThreshold',
  failuresBeforeQuarantine: 1,
};
