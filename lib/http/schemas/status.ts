import * as z from 'zod';
import { count, time } from './common.ts';
import { incidentsBySeverity, jobsByHealth, jobsByState, unreadable } from './tenant.ts';

export const FleetStatus = z
  .object({
    monitor: z
      .enum(['ok', 'degraded', 'blind'])
      .meta({ description: '`degraded`: some tenants miss their ticks. `blind`: no tick happens at all.' }),
    monitorReason: z.string(),
    lastTick: time.optional(),
    tenants: z.object({
      total: count,
      unreadable: z.array(unreadable.extend({ tenantId: z.string(), displayName: z.string().optional() })),
    }),
    jobs: z.object({ total: count, byState: jobsByState, byHealth: jobsByHealth }),
    incidents: incidentsBySeverity,
    freshness: z
      .object({ fresh: count, stale: count, unknown: count })
      .meta({ description: 'Tenants by the age of their last complete reading.' }),
    channels: z
      .array(
        z.object({
          name: z.string().meta({ description: '`primary` or `secondary`.' }),
          state: z.string().meta({ description: '`unproven`, `ok`, `failing` or `broken`.' }),
          consecutiveFailures: count,
          failingSince: time.optional(),
          lastFault: z.string().optional(),
          notBefore: time.optional(),
          lastAcceptedAt: time.optional(),
          lastProvenAt: time.optional(),
          lastDigestAt: time.optional(),
        }),
      )
      .meta({ description: 'Channels that cards are sent to; as last judged, at most a minute ago; empty when none is set up.' }),
  })
  .meta({ id: 'FleetStatus' });
