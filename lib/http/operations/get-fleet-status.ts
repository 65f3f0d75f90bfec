import { getFleetStatus } from '../../application/show/get-fleet-status.ts';
import { emptyPath, emptyQuery } from '../schemas/common.ts';
import { FleetStatus } from '../schemas/status.ts';
import { defineOperation } from './define-operation.ts';

const example = {
  monitor: 'ok',
  monitorReason: 'Every tenant takes part in the ticks.',
  lastTick: '2026-11-21T11:00:00.000Z',
  tenants: {
    total: 4,
    unreadable: [{ tenantId: '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10', displayName: 'Fabrikam', reason: 'consentMissing' }],
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
    'A tenant that cannot be read is named with the reason; its jobs are counted as they were last seen, and none of them as healthy.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The summary.', schema: FleetStatus, example } },
  problems: [],
  async handle({ deps, caller }) {
    const { tenants, jobs, incidents, monitor, channels } = await getFleetStatus(deps, {
      visible: caller.tenants,
      pollIntervalInMs: deps.settings.pollIntervalInMs,
    });
    const unreadable = tenants.unreadable.map(({ tenantId, displayName, unreadable: why }) => ({
      tenantId,
      ...(displayName && { displayName }),
      ...why,
    }));
    const body = {
      monitor: monitor.state,
      monitorReason: monitor.reason,
      ...(monitor.lastTick && { lastTick: monitor.lastTick }),
      tenants: { total: tenants.total, unreadable },
      jobs,
      incidents,
      freshness: tenants.byFreshness,
      channels,
    };
    return { body: () => body };
  },
});
