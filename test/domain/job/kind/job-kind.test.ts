import { describe, expect, it } from '@jest/globals';
import { type JobKind, kindOf } from '../../../../lib/domain/job/kind/job-kind.ts';

const suffix = '11112222333344445555666677778888';

describe('the kind of a job', () => {
  it.each<[string | undefined, string, JobKind]>([
    ['AD2AADProvisioning', 'AD2AADProvisioning', 'cloudSyncUsers'],
    ['ADDCInPassthrough', 'AD2AADProvisioning', 'cloudSyncUsers'],
    ['AD2AADPasswordHash', 'AD2AADPasswordHash', 'passwordHash'],
    ['AAD2ADExchangeHybridWriteback', 'AAD2ADExchangeHybridWriteback', 'writeback'],
    ['AAD2ADGroupProvisioning', 'AAD2ADGroupProvisioning', 'groupProvisioningToAD'],
    ['Azure2Azure', 'Azure2Azure', 'crossTenant'],
    ['API2AAD', 'API2AAD', 'apiInbound'],
    ['API2AD', 'API2AD', 'apiInbound'],
    ['Workday2AAD', 'Workday2AAD', 'hr'],
    ['WorkdayWriteback', 'WorkdayWriteback', 'writeback'],
    ['SuccessFactors2AD', 'SuccessFactors2AD', 'hr'],
    ['scim', 'scim', 'scim'],
    ['customappsso', 'customappsso', 'scim'],
    ['SfSandboxOutDelta', 'SfSandboxOutDelta', 'scim'],
    ['onPremisesEcma', 'onPremisesEcma', 'onPremisesApplication'],
    [undefined, 'ad2aadpasswordhash', 'passwordHash'],
    ['SomethingNew', 'AD2AADProvisioning', 'cloudSyncUsers'],
    ['SomethingNew', 'SomethingNew', 'other'],
    [undefined, 'opaque', 'other'],
  ])('is told by the template %s, or by the id %s: %s', (templateId, prefix, kind) => {
    expect(kindOf({ jobId: `${prefix}.${suffix}`, ...(templateId !== undefined && { templateId }) })).toBe(kind);
  });
});
