import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { families } from '../../../lib/domain/catalogue/catalogue-entry.ts';

const catalogue = await createCatalogue().loadCatalogue();
const find = (code: string): string | undefined => {
  const entry = catalogue.findEntry(code);
  return entry && `${entry.family}/${entry.code}`;
};

/** Spellings shared across families, and who owns them when the caller does not name the family. */
const decided = {
  BadRequest: 'scim-api/BadRequest',
  InvalidAuthenticationToken: 'scim-api/InvalidAuthenticationToken',
  TooManyRequests: 'provisioning-log/TooManyRequests',
  InternalServerError: 'provisioning-log/InternalServerError',
  'Error Code: 90': 'phs-event/ErrorCode:90',
  'Error Code 90': 'phs-event/ErrorCode:90',
  'ErrorCode 90': 'phs-event/ErrorCode:90',
  Unknown: 'quarantine-reason/Unknown',
  UnknownError: 'graph-http/401-UnknownError',
  '0x6ba': 'phs-event/RPC-1722',
  '0x800706ba': 'phs-event/RPC-1722',
} as const;

describe('the look-up of a code', () => {
  it.each(['Error: something burnt in my kitchen', 'Unknown: nobody came', 'NoSuchTimeout', 'Conflict - of interests'])(
    'takes a word before a colon, and one word at the end, for no code: %s',
    (text) => expect(find(text)).toBeUndefined(),
  );

  it('finds every entry by its own code and by family and code', () => {
    for (const entry of catalogue.entries) {
      expect(catalogue.findEntry(entry.code)).toBe(entry);
      expect(catalogue.findEntry(`${entry.family}/${entry.code}`)).toBe(entry);
    }
  });

  it('finds every entry by every alias in any case, and decides shared spellings the same way each time', () => {
    for (const entry of catalogue.entries) {
      for (const alias of entry.aliases ?? []) {
        const owner = decided[alias as keyof typeof decided] ?? `${entry.family}/${entry.code}`;
        for (const spelling of [alias, alias.toLowerCase(), alias.toUpperCase()]) {
          expect([spelling, find(spelling)]).toEqual([spelling, owner]);
          expect(catalogue.findEntry(`${entry.family}/${spelling}`)).toBe(entry);
        }
      }
    }
  });

  it('offers the other owners of a shared spelling after the first', () => {
    expect(catalogue.findEntries('UnknownError').map(({ family }) => family)).toEqual(['graph-http', 'sspr-writeback-event']);
  });

  it.each([
    ['7000215', 'aadsts/AADSTS7000215'],
    ['aadsts7000215', 'aadsts/AADSTS7000215'],
    ['AADSTS7000215: Invalid client secret provided.', 'aadsts/AADSTS7000215'],
    ['AADSTS 50012', 'aadsts/AADSTS50012'],
    ['Microsoft Entra IDForbidden', 'cross-tenant-sync/AzureActiveDirectoryForbidden'],
    ['Microsoft Entra IDInvalidCredential', 'cloud-sync/AzureActiveDirectoryInvalidCredential'],
    ['AzureActiveDirectoryInvalidCredentials', 'cloud-sync/AzureActiveDirectoryInvalidCredential'],
    ['NoActiveAgents', 'cloud-sync/HybridIdentityServiceNoActiveAgents'],
    ['QuarantineOnDemand', 'quarantine-reason/QuarantinedOnDemand'],
    ['InvalidAttributeSyntax', 'cloud-sync-extended/InvalidAttributeSyntax-LdapErr'],
    ['InsufficientAccessRights-SecErr', 'cloud-sync-extended/HybridSynchronizationActiveDirectoryInsufficientAccessRights'],
    ['AzureActiveDirectoryConflict', 'provisioning-log/Conflict'],
    ['BoxEntryConflict', 'provisioning-log/EntryConflict'],
    ['SalesforceCredentialValidationUnavailable', 'provisioning-log/SystemForCrossDomainIdentityManagementCredentialValidationUnavailable'],
    ['SlackInvalidCredentials', 'provisioning-log/SystemForCrossDomainIdentityManagementInvalidCredentials'],
    ['GoogleAppsDuplicateTargetEntries', 'provisioning-log/DuplicateTargetEntries'],
    ['611', 'phs-event/EventID:611'],
    ['Event ID 611', 'phs-event/EventID:611'],
    ['Event 611', 'phs-event/EventID:611'],
    ['HTTP 403', 'graph-http/403'],
    ['hr=80230619', 'sspr-writeback-event/EventID:6329-80230619'],
    ['TimeOut', 'cloud-sync/TimeOut'],
    ['Timeout', 'provisioning-log/Timeout'],
    ['timeout', 'cloud-sync/TimeOut'],
    ['InvalidHardMatch/103', 'connect-export/InvalidHardMatch'],
  ])('reads %j as %s', (code, expected) => {
    expect(find(code)).toBe(expected);
  });

  it.each([
    '',
    '   ',
    'Forbidden',
    'AADSTS999999',
    'AzureActiveDirectoryError',
    'graph-http/AADSTS50012',
    '__proto__',
    'constructor',
    'x'.repeat(10_000),
  ])('invents nothing for %j', (code) => {
    expect(catalogue.findEntry(code)).toBeUndefined();
  });

  it('answers or declines any text without failing', async () => {
    await fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => catalogue.findEntries(text).length <= catalogue.entries.length));
    await fc.assert(
      fc.property(fc.constantFrom(...families), fc.string(), (family, text) =>
        catalogue.findEntries(`${family}/${text}`).every((entry) => entry.family === family),
      ),
    );
  });

  it('imports the families once, however often it is asked', async () => {
    const { loadCatalogue } = createCatalogue();
    const [first, second] = await Promise.all([loadCatalogue(), loadCatalogue()]);
    expect(second).toBe(first);
  });
});
