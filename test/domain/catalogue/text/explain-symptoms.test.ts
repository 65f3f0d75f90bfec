import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { createTextExplainer } from '../../../../lib/domain/catalogue/text/explain-text.ts';

const explainText = createTextExplainer(await createCatalogue().loadCatalogue());
const namesIn = (text: string): string[] => explainText(text).value.map(({ family, code }) => `${family}/${code}`);
const quotesOf = (text: string): string[] => explainText(text).value[0]?.spans.map(({ start, end }) => text.slice(start, end)) ?? [];

const noActiveAgents = 'cloud-sync/HybridIdentityServiceNoActiveAgents';
const scim404 = 'quarantine-cause/QuarantineScimCompliance404';
const scim = (code: string): string => `provisioning-log/SystemForCrossDomainIdentityManagement${code}`;

/** Each group: how people report a fault, and the entry that has to come first. */
const symptoms: Readonly<Record<string, readonly (readonly [text: string, first: string])[]>> = {
  "takes a 404 where 200 was expected for the target's": [
    ['Quarantine detail: the target gave an HTTP/404 Not Found response where HTTP/200 OK was expected; is the tenant URL right?', scim404],
    ['An HTTP/404 Not Found response was returned rather than the expected HTTP/200 OK response.', scim404],
    ['Provisioning log: expected HTTP/200 OK, got HTTP/404 from the SCIM endpoint', scim404],
    ['Our SCIM app answered 404 instead of 200 to the search', scim404],
  ],
  'puts the code of the error before the status that its message quotes': [
    [
      'Test connection failed\nError code\nSystemForCrossDomainIdentityManagementCredentialValidationFailure\nError message\nThe answer was not expected:\n   Resource: https://hall.example/Users?filter=userName+eq+"x"\n   Operation: GET\n   Response Status Code: Unauthorized\n   Response Content: {"errors":[{"code":"401"}]}',
      scim('CredentialValidationFailure'),
    ],
    [
      'Error code\nSystemForCrossDomainIdentityManagementServiceIncompatibleFiltering\nError message\nStatusCode: Conflict Web Response: {"status":"409","detail":"account has to be enabled first"}. Retried 0 times.',
      scim('ServiceIncompatibleFiltering'),
    ],
    ['errorCode: SystemForCrossDomainIdentityManagementBadResponse; StatusCode: 500 Web Response: <html>503</html>', scim('BadResponse')],
    ['Error code: DuplicateTargetEntries. StatusCode: OK Web Response: {"totalResults":2}', 'provisioning-log/DuplicateTargetEntries'],
  ],
  "explains a quoted status alone by what it means of a target, never as Microsoft Graph's": [
    [
      'StatusCode: BadRequest Message: Processing of the HTTP request resulted in an exception. Web Response: no such value for attribute department. This operation was retried 0 times.',
      scim('BadRequest'),
    ],
    [
      'StatusCode: Unauthorized Message: x Web Response: {"detail":"token"}. This operation was retried 2 times.',
      'provisioning-log/Unauthorized',
    ],
    ['StatusCode: 409 Web Response: {"scimType":"uniqueness"}', 'provisioning-log/scimType:uniqueness'],
    ['StatusCode: TooManyRequests Web Response: slow down. Retried 5 times', 'provisioning-log/TooManyRequests'],
    ['StatusCode: NotFound Web Response: no route', scim404],
  ],
  'reads the cause that the audit row of a quarantine names behind its reason': [
    [
      'This run profile is being quarantined because of: EncounteredQuarantineException; Error: the ServiceNow credentials are invalid, enter valid ones in the admin credentials section.',
      'quarantine-cause/QuarantineInvalidCredentials',
    ],
    [
      'This run profile is being quarantined because of: EncounteredQuarantineException; Error: You appear to have entered invalid credentials.',
      'quarantine-cause/QuarantineInvalidCredentials',
    ],
    ['This run profile is being quarantined because of: TooManyDeletes', 'quarantine-reason/TooManyDeletes'],
    [
      'This run profile is being quarantined because of: EncounteredQuarantineException; Error: AADSTS7000222: expired',
      'aadsts/AADSTS7000222',
    ],
  ],
  'knows a documented code by the name of the connector that printed it': [
    [
      'Error code: SalesforceCredentialValidationUnavailable\nDetails: an unexpected response came from the target.',
      scim('CredentialValidationUnavailable'),
    ],
    ['errorCode: BoxEntryConflict', 'provisioning-log/EntryConflict'],
    ['The provisioning log shows ZoomDuplicateTargetEntries for 12 users', 'provisioning-log/DuplicateTargetEntries'],
    ['"errorCode": "SlackInvalidCredentials"', scim('InvalidCredentials')],
    ['Entra provisioning, error code WorkdayTimeout', 'provisioning-log/Timeout'],
  ],
  'finds the refusals of cross-tenant synchronization': [
    [
      'Error code: AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure\nDetails: the other tenant has not switched on inbound synchronization.',
      'cross-tenant-sync/AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure',
    ],
    ['errorCode: AzureActiveDirectoryTokenExpired', 'cross-tenant-sync/AzureActiveDirectoryTokenExpired'],
    ['Code  : AzureActiveDirectoryForbidden', 'cross-tenant-sync/AzureActiveDirectoryForbidden'],
    ['Microsoft Entra IDQuotaLimitExceeded', 'cross-tenant-sync/AzureActiveDirectoryQuotaLimitExceeded'],
  ],
  'knows the sentences of the portal that come without a code': [
    [
      'You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account.',
      'quarantine-cause/QuarantineInvalidCredentials',
    ],
    ['Provisioning has been quarantined. See quarantine details for more information.', 'job-state/Quarantine'],
    ['Quarantined due to a high number of errors', 'job-state/Quarantine'],
    ['Our provisioning went into quarantine tonight, what now?', 'job-state/Quarantine'],
    ['The MFA endpoint can\u2019t be reached', 'connect-connectivity/MfaEndpointUnreachable'],
    ['The MFA endpoint cannot be reached', 'connect-connectivity/MfaEndpointUnreachable'],
    [
      'the name was not found in the Active Directory schema',
      'cloud-sync-extended/HybridSynchronizationActiveDirectoryCannotFindAttribute',
    ],
    [
      'We were unable to process this request at this point. If this issue persists, please contact support and provide the following job identifier: AD2AADProvisioning.0. Additional details: Processing of the HTTP request resulted in an exception.',
      'cloud-sync/HybridSynchronizationActiveDirectoryInternalServerError',
    ],
    [
      'We were unable to process this request at this point. Additional details: There seems to be an issue with your cloud sync setup.',
      'cloud-sync/HybridIdentityServiceInvalidResource',
    ],
  ],
  "puts a sign-in number before OAuth's words": [
    ['Could not get token: invalid_grant:AADSTS700003: Device object was not found in the tenant.', 'aadsts/AADSTS700003'],
    [
      '{"error":"invalid_grant","error_description":"AADSTS50126: Error validating credentials","error_codes":[50126]}',
      'aadsts/AADSTS50126',
    ],
    ['invalid_client: AADSTS7000215 (HTTP 401 Unauthorized)', 'aadsts/AADSTS7000215'],
    ['{"error":"interaction_required","error_description":"AADSTS50199: x"}', 'aadsts/AADSTS50199'],
    ['"error_codes":[700082],"error":"invalid_grant"', 'aadsts/AADSTS700082'],
  ],
  'puts whatever names the cause before a code that names none': [
    ['{"code":"AzureActiveDirectoryAuthenticationFailed","message":"AADSTS7000222: expired"}', 'aadsts/AADSTS7000222'],
    ['errorCode: AzureActiveDirectoryAuthenticationFailed AADSTS7000299', 'aadsts/AADSTS7000299'],
    ['Connect run: completed-export-errors, AttributeValueMustBeUnique', 'connect-export/AttributeValueMustBeUnique'],
    ['Source: ADSync\nEvent ID: 6329\nMMS(6340): 0x80230619 (password)', 'sspr-writeback-event/EventID:6329-80230619'],
  ],
  'finds the number of an event however a log is printed': [
    [
      'Log Name:      Application\nSource:        Directory Synchronization\nEvent ID:      611\nLevel:         Error',
      'phs-event/EventID:611',
    ],
    ['<System><Provider Name="Directory Synchronization"/><EventID Qualifiers="0">611</EventID></System>', 'phs-event/EventID:611'],
    ['ProviderName : Directory Synchronization\nId           : 611\nMessage      : x', 'phs-event/EventID:611'],
    [
      '   ProviderName: Directory Synchronization\n\nTimeCreated                     Id LevelDisplayName Message\n-----------                     -- ---------------- -------\n11/30/2026 2:18:32 AM          611 Error            x',
      'phs-event/EventID:611',
    ],
    [
      'Level,Date and Time,Source,Event ID,Task Category\r\nError,11/30/2026 2:18:32 AM,PasswordResetService,33008,None,"x"',
      'sspr-writeback-event/EventID:33008',
    ],
  ],
  'takes a code on the line behind its name, or behind a blank, for the value of a field': [
    ['Microsoft Entra provisioning\nError code\nConflict\nError message\nx', 'provisioning-log/Conflict'],
    ['Entra cloud sync stopped with Error code TimeOut today', 'cloud-sync/TimeOut'],
    ['Time\tJob\tError code\n02:00\tAD2AADProvisioning\tUnauthorized', 'provisioning-log/Unauthorized'],
    ['In Entra the error code is Conflict', 'provisioning-log/Conflict'],
    ['Entra provisioning (error code [Unauthorized])', 'provisioning-log/Unauthorized'],
    ['cloud sync errorCode -> TimeOut', 'cloud-sync/TimeOut'],
    ['our Entra sign-in fails with error 50126', 'aadsts/AADSTS50126'],
    ['TimeGenerated [UTC],AppDisplayName,ResultType\n2026-11-30,Azure AD Connect,50126', 'aadsts/AADSTS50126'],
  ],
};

const ofGraph: readonly (readonly [text: string, first: string])[] = [
  ['Microsoft Graph returned 404 Not Found for the synchronization job', 'graph-http/404'],
  ['Graph API call failed: 403 Forbidden', 'graph-http/403'],
  ['GET https://graph.microsoft.com/v1.0/servicePrincipals/x/synchronization/jobs HTTP/1.1 429', 'graph-http/429'],
  ['{"error":{"code":"TooManyRequests","message":"x","innerError":{"date":"2026-11-30T02:18:32","request-id":"a"}}}', 'graph-http/429'],
];

describe('the explanation of what people report', () => {
  it.each(ofGraph)("takes a status for Microsoft Graph's where the text speaks of it: %j", (text, first) =>
    expect(namesIn(text)[0]).toBe(first),
  );

  for (const [title, cases] of Object.entries(symptoms)) {
    it.each(cases)(`${title}: %j`, (text, first) => expect(namesIn(text)[0]).toBe(first));
  }

  it.each([
    ['HybridIdentityService\nNoActiveAgents', 'of a screenshot'],
    ['HybridIdentityServiceNoActi\nveAgents', 'of a narrow window'],
    ['> > HybridIdentityServiceNo=\n> > ActiveAgents', 'of a quoted mail'],
    ['Hybrid<wbr>IdentityService<b class="hit">NoActiveAgents</b>', 'of a page'],
    ['\u001b[1;31mHybridIdentity\u001b[0mServiceNoActiveAgents', 'of a terminal'],
    ['Hybrid\u00adIdentity\u200bServiceNoActiveAgents', 'with characters that nobody sees'],
  ])('puts a code together again that was torn: %j (%s)', (text) => {
    expect(namesIn(text)).toEqual([noActiveAgents]);
    const [quote = ''] = quotesOf(text);
    expect([quote.startsWith('Hybrid'), quote.endsWith('Agents')]).toEqual([true, true]);
  });

  it.each([
    ['&quot;code&quot;:&quot;HybridIdentityServiceNoActiveAgents&quot;', 'HybridIdentityServiceNoActiveAgents'],
    ['error%3DHybridIdentityServiceNoActiveAgents%26next', 'HybridIdentityServiceNoActiveAgents'],
    [String.raw`{\"code\":\"HybridIdentityServiceNoActiveAgents\"}`, 'HybridIdentityServiceNoActiveAgents'],
    [String.raw`failed.\nHybridIdentityServiceNoActiveAgents\r\nend`, 'HybridIdentityServiceNoActiveAgents'],
    ['🙂<p>🙂&amp;HybridIdentityServiceNoActiveAgents</p>', 'HybridIdentityServiceNoActiveAgents'],
  ])('says where a code stands in the text as it was sent: %j', (text, quote) => {
    expect(namesIn(text)).toEqual([noActiveAgents]);
    expect(quotesOf(text)).toEqual([quote]);
  });

  it.each([
    ['EntryConflict of bob, ImportSkipped of eve', ['provisioning-log/EntryConflict', 'provisioning-log/ImportSkipped']],
    ['no-start-credentials on the AD connector', ['connect-connectivity/no-start-credentials']],
    ['Delta import of AD: stopped-connectivity', ['connect-connectivity/stopped-connectivity']],
    ['The tenant URL answered 404 rather than the expected 200', [scim404]],
    ['job: Azure2Azure, error code: timeout', ['provisioning-log/Timeout']],
    ['ImportSkipped of eve, then the tests were green', []],
    ['Provisioning log > "DuplicateSourceEntries": employeeId is not unique', ['provisioning-log/DuplicateSourceEntries']],
    ['{"DuplicateSourceEntries": 0, "Timeout": {}}', []],
  ])('takes words that everybody uses for codes beside a name of this world: %j', (text, names) => expect(namesIn(text)).toEqual(names));

  it('names the other codes that begin with the same sentence', () => {
    const [best] = explainText(
      'We were unable to process this request at this point. If this issue persists, please contact support',
    ).value;
    expect(best?.alternatives).toEqual([
      'cloud-sync/HybridIdentityServiceInvalidResource',
      'cloud-sync/HybridIdentityServiceAgentSignalingError',
    ]);
  });

  it('explains a sign-in number that the catalogue lacks by its neighbours, and says that it does', () => {
    const { value, unknownCodes } = explainText('invalid_grant: AADSTS530099: x');
    expect(value).toMatchObject([
      { code: 'AADSTS530099', family: 'aadsts', explanation: { code: 'AADSTS530099', whoMustAct: 'tenant-admin' } },
    ]);
    expect(value[0]?.explanation.meaning).toContain('suggest access rules');
    expect(unknownCodes).toEqual([{ family: 'aadsts', code: 'AADSTS530099' }]);
  });

  it.each([
    [
      '{"statusCode":400,"body":{"error":{"code":"BadRequest","innerError":{"message":"MessageSizeExceeded: 28897 bytes, allowed 28672"}}}}',
    ],
    ['{"statusCode":404,"body":{"error":{"code":"NotFound"}}}'],
    ['HTTP action failed: {"status":429,"body":"TooManyRequests"}'],
    ['Teams webhook answered 413 RequestEntityTooLarge'],
  ])('does not take the answer of another service for one of Microsoft Graph: %j', (text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it.each([
    [
      '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}} HTTP/1.1 403',
      ['graph-http/403'],
    ],
    ['Entra Connect: The remote server returned an error: (403) Forbidden. HTTP status 403', ['connect-connectivity/Proxy403']],
    ['Microsoft Graph: 404; AADSTS700016: Application not found', ['aadsts/AADSTS700016']],
  ])('lets no bare status outrank what says more: %j', (text, names) => expect(namesIn(text)).toEqual(names));
});
