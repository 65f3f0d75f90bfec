import type { ReadFailure } from '../job/job-read.ts';
import { defined } from '../optional.ts';
import type { OperationAction, OperationError } from './operation.ts';

/** What an answer to the POST means: it was refused for good, or nobody can tell from it whether it was carried out. */
type PostVerdict = { kind: 'refused'; error: OperationError } | { kind: 'doubtful' };

const permission = 'Synchronization.ReadWrite.All';

/** Judges the failure of the one POST. Whatever a gateway or a broken connection may hide is doubtful, and so is a throttled POST. */
export function judgePostFailure(action: OperationAction, failure: ReadFailure): PostVerdict {
  switch (failure.reason) {
    case 'consentMissing':
    case 'unauthorized':
      return { kind: 'refused', error: permissionMissing(failure) };
    case 'notFound':
      return { kind: 'refused', error: jobGone(failure) };
    case 'rejected':
      return { kind: 'refused', error: action === 'validateCredentials' ? credentialsRejected(failure) : refusedByGraph(failure) };
    default:
      return { kind: 'doubtful' };
  }
}

/** What a failed read before the POST means: the operation ends, or it is tried again later. */
export function judgeReadFailure(failure: ReadFailure): OperationError | undefined {
  switch (failure.reason) {
    case 'consentMissing':
    case 'unauthorized':
      return permissionMissing(failure);
    case 'notFound':
      return jobGone(failure);
    default:
      return undefined;
  }
}

/** No reading showed the effect in time. */
export function outcomeUnknown(doubt: { reason: string; status?: number } | undefined): OperationError {
  if (doubt?.reason === 'throttled') {
    return {
      code: 'Throttled',
      detail: 'Graph was too busy for the request (HTTP 429), and no reading shows that it was carried out.',
      advice: 'Ask for it anew in a few minutes; no cool-down applies.',
    };
  }
  const what =
    doubt === undefined ? 'The service was interrupted while it sent the request' : `The answer was lost (${doubt.status ?? doubt.reason})`;
  return {
    code: 'OutcomeUnknown',
    detail: `${what}, and no reading shows an effect. It was sent at most once and is not sent again.`,
    advice: 'Look at the job in the admin centre. If nothing has happened there, ask for it anew after the cool-down.',
  };
}

/** The state that Graph shows now does not permit what was accepted on the stored one. */
export function preconditionFailed(reason: string, detail: string): OperationError {
  return {
    code: 'PreconditionFailed',
    detail: `${reason}: ${detail} Nothing was sent.`,
    advice: 'The job has changed since it was last read. Read it again and decide anew.',
  };
}

/** Graph could not be asked for so long that the wish may be out of date. */
export function graphUnavailable(failure: ReadFailure): OperationError {
  return {
    code: 'GraphUnavailable',
    detail: `The job could not be read for too long: ${failure.detail} Nothing was sent.`,
    advice: 'Ask for it anew once the tenant can be read again.',
    ...defined({ graphCode: failure.code }),
  };
}

/** The installation has no identity to act with. */
export const operatorNotConfigured: OperationError = {
  code: 'OperatorNotConfigured',
  detail: 'This installation has no operator identity. Nothing was sent.',
  advice: 'Those who run the service give it an operator identity and its credential; the runbook names the settings.',
};

/** The tenant is not watched any more. */
export const tenantRemoved: OperationError = {
  code: 'TenantRemoved',
  detail: 'The tenant was removed before the operation began. Nothing was sent.',
  advice: 'Add the tenant again if it is still to be acted on.',
};

/** Whoever asked for it, or agreed to it, may not do that any more. */
export const authorizationRevoked: OperationError = {
  code: 'AuthorizationRevoked',
  detail: 'The rights of whoever asked for it, or approved it, were withdrawn before it was sent. Nothing was sent.',
  advice: 'Somebody who may do this asks for it anew.',
};

function permissionMissing({ status, code, detail }: ReadFailure): OperationError {
  const answer = status === undefined ? 'The token authority' : `Graph (HTTP ${status})`;
  return {
    code: 'PermissionMissing',
    detail: `${answer} refused the operator identity: ${detail} The permission ${permission} is missing in this tenant.`,
    advice: `An administrator of the tenant grants ${permission} to the operator application; then ask for it anew.`,
    ...defined({ graphCode: code }),
  };
}

function jobGone({ code }: ReadFailure): OperationError {
  return {
    code: 'JobGone',
    detail: 'The job is gone: Graph does not know it, or its service principal, any more.',
    advice: 'The next polls remove it from the lists. If it should exist, set provisioning up again in the admin centre.',
    ...defined({ graphCode: code }),
  };
}

function credentialsRejected({ code, detail }: ReadFailure): OperationError {
  return {
    code: 'CredentialsRejected',
    detail: `The saved credentials do not work: ${detail}`,
    advice: 'Renew them in the admin centre, validate again, then clear the quarantine if there is one.',
    ...defined({ graphCode: code }),
  };
}

function refusedByGraph({ status, code, detail }: ReadFailure): OperationError {
  return {
    code: 'RefusedByGraph',
    detail: `Graph refused the request (HTTP ${status ?? 400}): ${detail}`,
    advice: 'Look the code up in the catalogue; a repetition of the same request will be refused again.',
    ...defined({ graphCode: code }),
  };
}
