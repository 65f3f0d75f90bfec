import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { searchCatalogue } from '../../../lib/domain/catalogue/search-catalogue.ts';

const catalogue = await createCatalogue().loadCatalogue();

describe('the search in the catalogue', () => {
  it('answers everything in a stable order when nothing is asked', () => {
    expect(searchCatalogue(catalogue, {})).toEqual(catalogue.entries);
    expect(searchCatalogue(catalogue, { q: '  ' })).toHaveLength(catalogue.entries.length);
  });

  it('keeps to one family', () => {
    const found = searchCatalogue(catalogue, { family: 'quarantine-reason' });
    expect(found).toHaveLength(8);
    expect(searchCatalogue(catalogue, { q: 'AADSTS50012', family: 'quarantine-reason' })).toEqual([]);
  });

  it('wants every word, in any case, in code, alias, title or meaning', () => {
    const found = searchCatalogue(catalogue, { q: 'AGENT Active' });
    expect(found.map(({ code }) => code)).toContain('HybridIdentityServiceNoActiveAgents');
    for (const { code, title, meaning, aliases = [] } of found) expect([code, title, meaning, ...aliases].join(' ')).toMatch(/agent/i);
    expect(searchCatalogue(catalogue, { q: 'agent zzz' })).toEqual([]);
  });

  it('ranks the entry of a code first, then codes before titles before meanings', () => {
    expect(searchCatalogue(catalogue, { q: '7000215' })[0]?.code).toBe('AADSTS7000215');
    expect(searchCatalogue(catalogue, { q: 'Microsoft Entra IDForbidden' })[0]?.code).toBe('AzureActiveDirectoryForbidden');
    expect(searchCatalogue(catalogue, { q: 'quarantine' })[0]?.code).toBe('Quarantine');
    const found = searchCatalogue(catalogue, { q: 'secret' });
    const inTitle = found.map(({ title }) => title.toLowerCase().includes('secret'));
    expect(inTitle.indexOf(true)).toBeLessThan(inTitle.lastIndexOf(false));
  });
});
