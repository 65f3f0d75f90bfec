import * as z from 'zod';
import { count, time } from './common.ts';
import { Explanation, whoMustAct } from './explanation.ts';
import { jobKind } from './job/job-kind.ts';
import { incidentsBeyondJobs, incidentsBySeverity, jobsByHealth, jobsByState, unreadable } from './tenant/tenant-numbers.ts';

const firstDisable = z.object({
  at: time.meta({ description: '28 days after its series of quarantines began.' }),
  job: z.object({
    id: z.string(),
    tenantId: z.string(),
    tenantName: z.string(),
    servicePrincipalId: z.string(),
    jobId: z.string(),
    displayName: z.string(),
    links: z.object({ self: z.url() }),
  }),
});

export const FleetStatus = z
  .object({
    monitor: z.enum(['ok', 'degraded', 'blind']).meta({
      description:
        '`degraded`: some tenants have no fresh complete reading, or all refuse this service by consent or credential. `blind`: no consented tenant has one, or no tick happens.',
    }),
    monitorReason: z.string(),
    monitorSince: time.optional(),
    monitorTenants: z
      .array(
        z.object({
          tenantId: z.string(),
          displayName: z.string().optional(),
          reason: z.string().meta({ description: 'As in `unreadable`; also `notPolled` and `incomplete`.' }),
          code: z.string().optional(),
          since: time.meta({ description: 'Start of its last complete reading, else when it was registered.' }),
        }),
      )
      .meta({ description: 'Consented tenants without a fresh complete reading, oldest first.' }),
    lastTick: time.optional(),
    nextTick: time,
    pollIntervalInSeconds: count,
    release: z.string().meta({ description: 'Version and hash of the build.' }),
    catalogueVersion: z.string(),
    tenants: z.object({
      total: count,
      neverConsented: count.meta({ description: 'Counted apart from what `monitor` judges.' }),
      unreadable: z.array(
        unreadable.extend({
          tenantId: z.string(),
          displayName: z.string().optional(),
          observedAt: time.optional(),
          jobs: count.meta({ description: 'As last read.' }),
          explanation: Explanation.pick({ title: true, meaning: true, remedies: true, whoMustAct: true }).optional(),
          consentUrl: z.url().optional().meta({
            description: 'Where an administrator consents, where that is missing.',
          }),
        }),
      ),
      notInSettings: z
        .array(
          z.object({
            tenantId: z.string(),
            displayName: z.string().optional(),
            registered: z.enum(['byHand', 'leftOver']),
            remove: z.string().meta({ description: 'The request that removes it.' }),
          }),
        )
        .meta({
          description:
            'Watched tenants that `TENANT_IDS` does not name: `leftOver` where nobody but the settings ever did, `byHand` where somebody put them.',
        }),
    }),
    jobs: z.object({
      total: count,
      byState: jobsByState,
      byHealth: jobsByHealth,
      byKind: z.partialRecord(jobKind, count).meta({ description: 'What they synchronize.' }),
      byWhoMustAct: z.partialRecord(whoMustAct, count).meta({ description: 'Jobs that are not healthy, by who has to act.' }),
      nearQuarantine: count.meta({ description: 'Near a limit of failing objects.' }),
      disabled: count.meta({ description: 'Switched off by Microsoft.' }),
      firstDisable: firstDisable.optional().meta({ description: 'Of the job that is disabled first.' }),
    }),
    incidents: incidentsBySeverity,
    incidentsBeyondJobs,
    freshness: z
      .object({
        fresh: count,
        stale: count,
        unknown: count,
        oldestStaleReading: time.optional().meta({ description: 'The oldest last complete reading of the stale ones.' }),
      })
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
      .meta({ description: 'As last judged, at most a minute ago; empty when none is set up.' }),
  })
  .meta({ id: 'FleetStatus' });
