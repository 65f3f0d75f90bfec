import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { explainTrouble } from '../../../../lib/domain/catalogue/tenant/explain-trouble.ts';

const catalogue = await createCatalogue().loadCatalogue();

describe('what keeps a tenant from being read', () => {
  it.each(['AADSTS700016', 'AADSTS700011'])('is told with consent as the first step where this service is not installed: %s', (code) => {
    const told = explainTrouble(catalogue, code, 'consentMissing');
    expect(told).toMatchObject({ code, title: 'This service is not installed in the tenant', whoMustAct: 'tenant-admin' });
    expect(told?.remedies[0]).toMatch(/^Give admin consent/);
    expect(told?.sources).toContain(`https://login.microsoftonline.com/error?code=${code.slice('AADSTS'.length)}`);
  });

  it('is ours to mend where the credential of this service is refused', () => {
    expect(explainTrouble(catalogue, 'AADSTS7000222')).toMatchObject({ code: 'AADSTS7000222', whoMustAct: 'service-owner' });
  });

  it('is looked up at Microsoft where the catalogue lacks the number', () => {
    const told = explainTrouble(catalogue, 'AADSTS999999');
    expect(told).toMatchObject({ code: 'AADSTS999999', causes: [] });
    expect(told?.remedies[0]).toContain('AADSTS999999');
  });

  it('is told by its reason where its code says nothing, and not at all where nothing is wrong', () => {
    expect(explainTrouble(catalogue, 'strange', 'timeout')).toMatchObject({
      code: 'strange',
      title: 'Microsoft Graph does not answer in time',
    });
    expect(explainTrouble(catalogue, 'timeout')?.title).toBe('Microsoft Graph does not answer in time');
    expect(explainTrouble(catalogue, 'consentMissing')?.code).toBe('403');
    expect(explainTrouble(catalogue, 'notYetRead')).toBeUndefined();
  });
});
