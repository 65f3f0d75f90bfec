import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { createTextExplainer } from '../../../lib/domain/catalogue/text/explain-text.ts';

const catalogue = await createCatalogue().loadCatalogue();
const explainText = createTextExplainer(catalogue);
const nameOf = (code: string): string | undefined => {
  const entry = catalogue.findEntry(code);
  return entry && `${entry.family}/${entry.code}`;
};

/** What docs/catalogue-gaps.md says is filled. */
const filled = {
  'provisioning-log': [
    'SystemForCrossDomainIdentityManagementInvalidCredentials ServiceNowInstanceInvalid InvalidLookupReference',
    'EntryJoiningPropertyValueIsMissing AzureActiveDirectoryDuplicateUserPrincipalName EndpointUnavailable HrManagerNotResolved',
    'HrWritebackEmptyValue HrMailSetAtCreationOnly WorkdayTerminationDelay scimType:uniqueness scimType:invalidFilter scimType:tooMany',
    'scimType:mutability scimType:invalidSyntax scimType:invalidPath scimType:noTarget scimType:invalidValue scimType:invalidVers',
    'scimType:sensitive',
  ],
  'cloud-sync-extended': ['OperationsError-SvcErr AgentConnectionTestFailed'],
  'quarantine-cause': ['QuarantineHrSourceDown'],
  'cross-tenant-sync': [
    'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure AzureActiveDirectoryTokenExpired ExternalTenantNotFound',
    'CrossTenantDeletedUserNotRestored CrossTenantPendingGuestUpn CrossTenantSharedMail',
  ],
  aadsts: [
    'AADSTS500212 AADSTS500213 AADSTS1000104 AADSTS65002 AADSTS50128 AADSTS90019 AADSTS50131 AADSTS53011 AADSTS530034 AADSTS90093',
    'AADSTS90091 AADSTS90092 AADSTS90036 AADSTS90008 AADSTS1000031 AADSTS120000 AADSTS120002 AADSTS120003 AADSTS120008 AADSTS120011',
    'AADSTS120018 AADSTS120020 AADSTS120021 AADSTS700003',
  ],
  'phs-event': ['RPC-8456 RPC-1726 RPC-1727 RPC-1753 RPC-1825 RPC-8420 RPC-8446 RPC-8451 RPC-8465'],
  'connect-connectivity': [
    'failed-authentication failed-connection failed-permission read-error extension-dll-timeout extension-dll-crash',
  ],
  'connect-export': ['sync-rule-error-function-triggered kerberos-time-skew kerberos-no-logon-server invalid-attribute-value'],
  'graph-http': ['Request_MultipleObjectsWithSameKeyValue Directory_ObjectNotFound'],
  'onprem-ecma': ['EcmaDataSourceNameNotFound'],
};

describe('the gaps of the catalogue that were known', () => {
  it.each(Object.entries(filled))('are filled in %s', (family, lines) => {
    for (const code of lines.join(' ').split(' ')) expect([code, nameOf(code)]).toEqual([code, `${family}/${code}`]);
  });

  it.each([
    ['BoxEntryConflict', 'provisioning-log/EntryConflict'],
    ['DropboxInvalidCredentials', 'provisioning-log/SystemForCrossDomainIdentityManagementInvalidCredentials'],
    ['SalesforceCredentialValidationUnavailable', 'provisioning-log/SystemForCrossDomainIdentityManagementCredentialValidationUnavailable'],
  ])('are filled for every vendor: %s', (code, name) => {
    const [found] = explainText(`Error code: ${code}`).value;
    expect(`${found?.family}/${found?.code}`).toBe(name);
  });

  it('leave nothing behind that no public page holds', () => {
    expect(nameOf('HR-80230818')).toBeUndefined();
  });

  it.each([
    ['Azure AD Connect shows error 113 for one object', 'connect-export/113'],
    ['registration.ps1 cannot be loaded because running scripts is disabled on this system', 'AgentRegistrationSecurityError'],
    ["The agent timed out or certificate isn't valid", 'AgentRegistrationTimeoutOrCertificate'],
    ['Global Administrator is needed', 'connect-auth/AzureRoleMissing'],
    ['Run Export-AADCloudSyncToolsLogs on the host', 'AgentLogCollection'],
    ['This run profile is being quarantined because of: TooManyDeletes', 'quarantine-reason/TooManyDeletes'],
    ['Please provide a valid tenant URL for your application.', 'SystemForCrossDomainIdentityManagementInvalidCredentials'],
    ['There was an error connecting to Active Directory. Please ensure that the agent is running.', 'AgentConnectionTestFailed'],
    ['OperationsError-SvcErr: No superior reference has been configured for the directory service.', 'OperationsError-SvcErr'],
    ['ODBC: Data source name not found and no default driver specified', 'EcmaDataSourceNameNotFound'],
    ['Provisioning has been quarantined. See quarantine details for more information.', 'job-state/Quarantine'],
    ['Web Response: {"scimType":"noTarget","status":"400"} from the SCIM target', 'scimType:noTarget'],
  ])('are found by the sentence that is printed: %s', (text, name) => {
    const [found] = explainText(text).value;
    expect(`${found?.family}/${found?.code}`).toContain(name);
  });
});
