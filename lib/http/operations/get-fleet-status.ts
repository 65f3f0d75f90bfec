import { createTroubleExplainer, type ExplainTrouble } from '../../application/show/explain-tenants.ts';
import { getFleetStatus } from '../../application/show/get-fleet-status.ts';
import { describeMonitor } from '../../application/watch/describe-monitor.ts';
import type { UnreadTenant } from '../../application/watch/judge-monitor.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { defined } from '../../domain/optional.ts';
import type { TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import { tenantUrl } from '../documents/links.ts';
import { emptyPath, emptyQuery } from '../schemas/common.ts';
import { FleetStatus } from '../schemas/status.ts';
import { defineOperation } from './define-operation.ts';

const example = {
  monitor: 'ok',
  monitorReason:
    'Every consented tenant has a fresh complete reading. Counted apart, never consented: Fabrikam (AADSTS700016, since 2026-11-20T09:00:00.000Z).',
  monitorTenants: [],
  lastTick: '2026-11-21T11:00:00.000Z',
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
        explanation: {
          title: 'App not found in the tenant that was asked',
          meaning: 'The client id of the request has no registration or service principal in this tenant.',
          remedies: ['Open the admin consent address of the app in that tenant'],
          whoMustAct: 'tenant-admin',
        },
      },
    ],
    notInSettings: [],
  },
  jobs: {
    total: 12,
    byState: { NotConfigured: 1, NotRun: 0, Active: 6, Paused: 1, Quarantine: 3, Unknown: 1 },
    byHealth: { critical: 3, unknown: 1, warning: 4, healthy: 4 },
  },
  incidents: { critical: 4, warning: 1 },
  freshness: { fresh: 3, stale: 0, unknown: 1 },
  channels: [{ name: 'primary', state: 'unproven', consecutiveFailures: 0, lastAcceptedAt: '2026-11-21T10:59:31.000Z' }],
};

/** The fleet in numbers. */
export const getFleetStatusOperation = defineOperation({
  id: 'get-fleet-status',
  role: 'Reader',
  tag: 'Fleet',
  summary: 'Get the state of the whole fleet in numbers',
  description:
    'A tenant that cannot be read is named with the reason, what it means, what to do and who must; its jobs are counted as they were last seen, and none of them as healthy.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The summary.', schema: FleetStatus, example } },
  problems: [],
  async handle({ deps, caller, baseUrl }) {
    const { pollIntervalInMs, seedTenantIds } = deps.settings;
    const { tenants, jobs, incidents, monitor, channels, observedAt } = await getFleetStatus(deps, {
      visible: caller.visible,
      pollIntervalInMs,
      ...defined({ seedTenantIds }),
    });
    const explain = await createTroubleExplainer(deps.catalogue, tenants.unreadable);
    const body = {
      monitor: monitor.state,
      monitorReason: describeMonitor(monitor),
      ...(monitor.since && { monitorSince: monitor.since }),
      monitorTenants: monitor.unread.map(unreadTenant),
      ...(monitor.lastTick && { lastTick: monitor.lastTick }),
      tenants: {
        total: tenants.total,
        neverConsented: monitor.neverConsented.length,
        unreadable: tenants.unreadable.map((tenant) => unreadableTenant(tenant, explain)),
        notInSettings: tenants.unnamed.map((tenant) => ({ ...tenant, remove: `DELETE ${tenantUrl(baseUrl, tenant.tenantId)}` })),
      },
      jobs,
      incidents,
      freshness: tenants.byFreshness,
      channels,
    };
    return { observedAt: () => observedAt, body: () => body };
  },
});

function unreadTenant({ tenantId, name, reason, code, since }: UnreadTenant) {
  return { tenantId, ...(name !== tenantId && { displayName: name }), reason, ...(code && { code }), since };
}

// Short, because a whole fleet may be unreadable at once; the tenant itself has the rest.
function unreadableTenant({ tenantId, displayName, unreadable }: TenantDescription, explain: ExplainTrouble) {
  const explanation = unreadable && explain(unreadable);
  return { tenantId, ...(displayName && { displayName }), ...unreadable, ...(explanation && { explanation: inShort(explanation) }) };
}

function inShort({ title, meaning, remedies, whoMustAct }: Explanation) {
  return { title, meaning, remedies, whoMustAct };
}
