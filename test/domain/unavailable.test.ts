import { describe, expect, it } from '@jest/globals';
import type { UpstreamEvidence } from '../../lib/domain/errors.ts';
import { judgeUnavailable } from '../../lib/domain/unavailable.ts';

const needs = { permission: 'ProvisioningLog.Read.All', licence: 'Microsoft Entra ID P1' };
const judge = (evidence: Partial<UpstreamEvidence>) =>
  judgeUnavailable({ service: 'graph', operation: 'read', reason: 'unauthorized', ...evidence }, needs);

describe('a refusal', () => {
  it('of a token says that the tenant never consented', () => {
    const evidence = { service: 'identity', reason: 'consentMissing', code: 'AADSTS700016' } as const;
    expect(judge(evidence)).toEqual({ reason: 'consentMissing', code: 'AADSTS700016' });
  });

  it('for a permission names the permission', () => {
    expect(judge({ reason: 'consentMissing', status: 403, code: 'Authorization_RequestDenied' })).toEqual({
      reason: 'permissionMissing',
      permission: needs.permission,
      code: 'Authorization_RequestDenied',
    });
  });

  it('for a licence names both, since tenants that have it are answered so too', () => {
    expect(judge({ status: 403, code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' })).toEqual({
      reason: 'licenceMissing',
      ...needs,
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    });
  });

  it('for a reason of its own is told with what would be needed', () => {
    expect(judge({ status: 403, code: 'SomethingElse' })).toEqual({ reason: 'refused', ...needs, code: 'SomethingElse' });
  });

  it.each([
    { reason: 'unavailable', status: 503 },
    { reason: 'throttled', status: 429 },
    { reason: 'unauthorized', status: 401 },
    { service: 'identity', reason: 'identityUnavailable' },
    { service: 'tables', reason: 'unavailable' },
  ] as const)('is none where nothing is said of rights: %j', (evidence) => {
    expect(judge(evidence)).toBeUndefined();
  });
});
