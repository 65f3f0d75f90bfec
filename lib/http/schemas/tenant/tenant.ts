import * as z from 'zod';
import { ActionRight } from '../action-right.ts';
import { count, freshness, keptText, time } from '../common.ts';
import { Explanation } from '../explanation.ts';
import { incidentsBeyondJobs, incidentsBySeverity, jobsByHealth, jobsByState, unreadable } from './tenant-numbers.ts';

/** What people say of a tenant that they register. */
export const TenantBody = z.strictObject({
  displayName: keptText(256).optional().meta({ description: 'Instead of the name that Graph gives.' }),
  tags: z.array(keptText(64)).max(20).optional().meta({ description: 'Marks by which you tell groups of tenants apart.' }),
});

// https://learn.microsoft.com/entra/identity/users/domains-manage
const domainForm = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** A tenant as people name it: by its id, or by a domain. */
export const tenantNamePath = z.strictObject({
  tenantId: z
    .union(
      [
        z
          .guid()
          .toLowerCase()
          .transform((tenantId) => ({ tenantId })),
        z
          .string()
          .toLowerCase()
          .regex(domainForm)
          .transform((domain) => ({ domain })),
      ],
      { error: 'give the id of a tenant (a GUID) or a domain that it has verified' },
    )
    .meta({ description: 'The id of the tenant, or a domain that it has verified.', override: { type: 'string' } }),
});

export const tenantJobs = z.object({ total: count, byState: jobsByState, byHealth: jobsByHealth });

export const Tenant = z
  .object({
    tenantId: z.string(),
    displayName: z.string().optional(),
    givenName: z.string().optional().meta({ description: 'Given by people, and shown instead of the one in Graph.' }),
    tags: z.array(z.string()),
    source: z.enum(['settings', 'api']).meta({ description: 'Whether the settings named it first, or somebody put it here.' }),
    addedAt: time,
    credential: z.string().meta({ description: 'How the tenant is signed in to.' }),
    consent: z.object({
      state: z.enum(['granted', 'missing', 'unknown']),
      missing: z.array(z.string()).meta({ description: 'Permissions of which at least one is not granted.' }),
      reader: z.url().optional().meta({ description: 'Where an administrator consents to the application that reads.' }),
      operator: z.url().optional().meta({ description: 'The same for the application that acts, where there is one.' }),
    }),
    observedAt: time.optional().meta({ description: 'Start of the last pass that covered every job.' }),
    freshness,
    unreadable: unreadable.extend({ explanation: Explanation.optional() }).optional(),
    poll: z.object({
      lastTick: time.optional(),
      lastAttemptAt: time.optional(),
      lastCompletedAt: time.optional(),
      notBefore: time.optional().meta({ description: 'Not asked by itself before then: Graph asked for it, or too many passes failed.' }),
      graphNotBefore: time.optional().meta({ description: 'Graph asked to be left alone until then.' }),
      failedPasses: count,
      clockSkewSeconds: z.number().optional(),
    }),
    jobs: tenantJobs,
    incidents: incidentsBySeverity,
    incidentsBeyondJobs: incidentsBeyondJobs.optional(),
    partial: z
      .literal(true)
      .optional()
      .meta({ description: 'Only a part of the tenant is visible to the caller; jobs and incidents are those of that part.' }),
    actions: z.array(ActionRight).optional().meta({ description: 'Absent in lists.' }),
    links: z.object({ self: z.url(), jobs: z.url(), incidents: z.url() }),
  })
  .meta({ id: 'Tenant' });
