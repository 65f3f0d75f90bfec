import type { CatalogueEntry } from '../catalogue-entry.ts';

export const inboundApi = [
  {
    code: 'InvalidDataFormat',
    family: 'inbound-api',
    title: 'Upload was not a valid SCIM bulk request',
    meaning:
      'The API-driven provisioning endpoint could not parse the upload and rejected it with HTTP 400 before any record was staged. None of the records in that call is processed.',
    likelyCauses: [
      'Content-Type header is missing or not application/scim+json',
      'Body is not a SCIM BulkRequest or breaks its schema',
      'More than 50 operations in one call',
    ],
    remedies: [
      'Set the request header Content-Type to application/scim+json.',
      'Validate the body against the bulkUpload reference: schemas, Operations, method, bulkId, path, data.',
      'Split the upload into calls of at most 50 operations and send the rejected records again.',
    ],
    whoMustAct: 'app-owner',
    tenantActionable: true,
    retryable: false,
    severity: 'error',
    confidence: 'documented',
    status: 'documented',
    aliases: ['Invalid Data Format'],
    sources: [
      'https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-issues',
      'https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-post-bulkupload',
    ],
  },
  {
    code: 'BulkUploadForbidden',
    family: 'inbound-api',
    title: 'Upload client lacks the upload permission',
    meaning:
      'The bulkUpload endpoint answered 403 because the calling application has no permission to feed this provisioning job. The HR data waits at the client until the permission is granted.',
    likelyCauses: [
      'SynchronizationData-User.Upload is not granted to the service principal or managed identity',
      'Permission was added but admin consent is missing',
      'A signed-in user without Global Administrator role calls the API',
    ],
    remedies: [
      'Grant the application permission SynchronizationData-User.Upload to the client and give admin consent.',
      'Request a new token, since the old one does not hold the new role, and send the upload again.',
      'Verify that the client calls the service principal and the job id of its own provisioning app.',
    ],
    whoMustAct: 'tenant-admin',
    tenantActionable: true,
    retryable: false,
    severity: 'error',
    confidence: 'documented',
    status: 'derived',
    codeIsOurs: true,
    collidesWith: ['graph-http/403'],
    sources: [
      'https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-issues',
      'https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-post-bulkupload',
    ],
  },
  {
    code: 'BulkUploadThrottled',
    family: 'inbound-api',
    title: 'Upload rate or daily quota was exceeded',
    meaning:
      'The upload client called bulkUpload more often than allowed and got 429. The refused records are not staged; the client must send them again later.',
    likelyCauses: [
      'More than 40 calls within five seconds',
      'More than 6,000 calls within 24 hours',
      'Calls carry few records instead of the allowed 50',
    ],
    remedies: [
      'Wait for the time given in Retry-After and send the refused calls again.',
      'Fill every call with 50 operations (300,000 records per day are then possible).',
      'Add a delay between calls in the client, at most 40 in five seconds.',
    ],
    whoMustAct: 'app-owner',
    tenantActionable: true,
    retryable: true,
    severity: 'warning',
    confidence: 'documented',
    status: 'derived',
    codeIsOurs: true,
    note: 'The Graph reference says 40 requests per second, the troubleshooting page (2025) 40 per five seconds and 6,000 per day; use the stricter one.',
    collidesWith: ['graph-http/429'],
    sources: [
      'https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-issues',
      'https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-post-bulkupload',
    ],
  },
  {
    code: 'BulkUploadNothingInLogs',
    family: 'inbound-api',
    title: 'Upload accepted but nothing appears in the log',
    meaning:
      'The endpoint answered 202, so the records are staged, but the provisioning log shows no entry for them. Either the log has not caught up or the job that should process them does not run.',
    likelyCauses: [
      'Provisioning log lags five to ten minutes behind',
      'API-driven provisioning job is paused or in quarantine',
      'Target is Active Directory and its provisioning agent is inactive',
    ],
    remedies: [
      'Wait ten minutes, then query the log URL from the Location header of the answer.',
      'Check the job state and select Start provisioning if it is paused.',
      'Restart the provisioning agent service if the job writes to Active Directory and the agent is inactive.',
      'Upload the records again only when the log stays empty although the job is Active.',
    ],
    whoMustAct: 'tenant-admin',
    tenantActionable: true,
    retryable: true,
    severity: 'info',
    confidence: 'documented',
    status: 'derived',
    codeIsOurs: true,
    sources: [
      'https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-issues',
      'https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-post-bulkupload',
    ],
  },
  {
    code: 'BulkUploadUnauthorized',
    family: 'inbound-api',
    title: 'Upload client sent an expired or invalid token',
    meaning:
      'The bulkUpload endpoint answered 401 (InvalidAuthenticationToken) because the access token of the upload client has expired, is not yet valid or is missing. The records of that call were not accepted.',
    likelyCauses: [
      'Access token was cached longer than its lifetime',
      'Authorization header is missing or malformed',
      'Clock of the client host is wrong',
    ],
    remedies: [
      'Request a new access token and send the same call again.',
      'Renew tokens in the client before they expire instead of once per run.',
      'Correct the clock of the client host if a fresh token is refused as not yet valid.',
    ],
    whoMustAct: 'app-owner',
    tenantActionable: true,
    retryable: false,
    severity: 'error',
    confidence: 'documented',
    status: 'documented',
    codeIsOurs: true,
    collidesWith: ['graph-http/401'],
    sources: [
      'https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-issues',
      'https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-post-bulkupload',
    ],
  },
] satisfies readonly CatalogueEntry[];
