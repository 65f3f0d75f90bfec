import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { FleetStatus } from '../../schemas/status.ts';
import { defineOperation } from '../define-operation.ts';
import { showStatus } from './show-status.ts';

const example = {
  monitor: 'ok',
  monitorReason:
    'Every consented tenant has a fresh complete reading. Counted apart, never consented: Fabrikam (AADSTS700016, since 2026-11-20T09:00:00.000Z).',
  monitorTenants: [],
  lastTick: '2026-11-21T11:00:00.000Z',
  nextTick: '2026-11-21T11:05:00.000Z',
  pollIntervalInSeconds: 300,
  release: '0.1.0+3f9a51c07d2e',
  catalogueVersion: '2026.11.30-746c4d8e',
  tenants: {
    total: 4,
    neverConsented: 1,
    unreadable: [
      {
        tenantId: '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10',
        displayName: 'Fabrikam',
        reason: 'consentMissing',
        code: 'AADSTS700016',
        since: '2026-11-20T09:05:00.000Z',
        jobs: 0,
        explanation: {
          title: 'App not found in the tenant that was asked',
          meaning: 'The client id of the request has no registration or service principal in this tenant.',
          remedies: ['Open the admin consent address of the app in that tenant'],
          whoMustAct: 'tenant-admin',
        },
        consentUrl:
          'https://login.microsoftonline.com/0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10/adminconsent?client_id=5b8d7f5e-6c1f-4a4e-9f55-0d9f0a3b7c11',
      },
    ],
    notInSettings: [],
  },
  jobs: {
    total: 12,
    byState: { NotConfigured: 1, NotRun: 0, Active: 6, Paused: 1, Quarantine: 3, Unknown: 1 },
    byHealth: { critical: 3, unknown: 1, warning: 4, healthy: 4 },
    byKind: {
      cloudSyncUsers: 5,
      passwordHash: 1,
      writeback: 0,
      groupProvisioningToAD: 0,
      crossTenant: 1,
      hr: 2,
      scim: 3,
      onPremisesApplication: 0,
      apiInbound: 0,
      other: 0,
    },
    byWhoMustAct: {
      'directory-admin': 2,
      'tenant-admin': 4,
      'app-owner': 1,
      'server-admin': 1,
      'other-tenant-admin': 0,
      'service-owner': 0,
      microsoft: 0,
      nobody: 0,
    },
    nearQuarantine: 1,
    disabled: 0,
    firstDisable: {
      at: '2026-11-29T04:12:00.000Z',
      job: {
        id: '5d2c4a8e-1111-4111-8111-111111111111/8c7b6a59-2222-4222-8222-222222222222/AD2AADProvisioning.7f1d0c2b',
        tenantId: '5d2c4a8e-1111-4111-8111-111111111111',
        tenantName: 'Contoso',
        servicePrincipalId: '8c7b6a59-2222-4222-8222-222222222222',
        jobId: 'AD2AADProvisioning.7f1d0c2b',
        displayName: 'Contoso AD',
        links: {
          self: 'https://sync.example/api/v1/tenants/5d2c4a8e-1111-4111-8111-111111111111/servicePrincipals/8c7b6a59-2222-4222-8222-222222222222/jobs/AD2AADProvisioning.7f1d0c2b',
        },
      },
    },
  },
  incidents: { critical: 4, warning: 1 },
  incidentsBeyondJobs: {
    count: 1,
    value: [
      {
        incidentId: '5d2c4a8e-1111-4111-8111-111111111111.kQ3vX8mN1sT5wY7zB2dF4g.1',
        condition: 'passwordSyncStale',
        causeCode: 'passwordSyncStale',
        severity: 'warning',
        whoMustAct: 'server-admin',
        scope: 'tenant',
        openedAt: '2026-11-21T08:10:00.000Z',
        tenantId: '5d2c4a8e-1111-4111-8111-111111111111',
        tenantName: 'Contoso',
      },
    ],
  },
  freshness: { fresh: 3, stale: 0, unknown: 1 },
  channels: [{ name: 'primary', state: 'unproven', consecutiveFailures: 0, lastAcceptedAt: '2026-11-21T10:59:31.000Z' }],
};

/** The fleet in numbers, as the document tells of it. */
export const getFleetStatusOperation = defineOperation({
  id: 'get-fleet-status',
  role: showStatus.role,
  tag: 'Fleet',
  summary: 'Get the state of the whole fleet in numbers',
  description:
    'A tenant that cannot be read is named with the reason, what it means, what to do and who must; its jobs are counted as they were last seen, and none of them as healthy.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The summary.', schema: FleetStatus, example } },
  problems: [],
  handle: showStatus.handle,
});
