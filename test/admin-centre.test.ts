import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { adminCentre } from '../lib/admin-centre.ts';

const tenantId = '7c1f0a52-4a55-4d0b-9b4e-0d3c5b1e6f21';

describe("the addresses of Microsoft's own pages", () => {
  it('open in the tenant they are about', () => {
    expect(adminCentre.tenantUrl(tenantId)).toBe(`https://entra.microsoft.com/${tenantId}`);
    expect(adminCentre.applicationsUrl(tenantId)).toContain(`${adminCentre.tenantUrl(tenantId)}/#view/`);
    expect(adminCentre.provisioningUrl({ tenantId, servicePrincipalId: 'sp' })).toMatch(/\/Provisioning\/objectId\/sp$/);
  });

  it('hold whatever an id holds', () => {
    expect(adminCentre.provisioningUrl({ tenantId: '../x?', servicePrincipalId: '\ud800#' })).toBe(
      'https://entra.microsoft.com/..%2Fx%3F/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Provisioning/objectId/%EF%BF%BD%23',
    );
  });

  it('stand nowhere in the domain, whose catalogue and tables of the network alone name their sources', () => {
    const addressed = readdirSync('lib/domain', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/^(?:catalogue|connectivity\/tables)\//.test(file))
      .flatMap((file) => readFileSync(join('lib/domain', file), 'utf8').split('\n'))
      .filter((line) => /https?:\/\/\w/.test(line) && !/^\s*(\*|\/\*|\/\/)/.test(line));
    expect(addressed).toEqual([]);
  });
});
