import * as z from 'zod';
import { authenticationTypes, preventionTypes } from '../../../domain/directory/directory-sync-facts.ts';
import { passwordUses, syncSymptoms } from '../../../domain/directory/judge-directory-sync.ts';
import { connectStates, migrationStages, syncEngines } from '../../../domain/directory/judge-engine.ts';
import { ageStates } from '../../../domain/directory/sync-age.ts';
import { count, time } from '../common.ts';
import { Unavailable } from '../unavailable.ts';

const partStates = ['read', 'failed', 'unavailable', 'notYetRead'] as const;

/** What Graph permits or refuses by itself: with `value` as it was read last, or with the reason why there is none. */
function part<Shape extends z.ZodRawShape>(shape: Shape, description: string) {
  return z
    .object({
      state: z.enum(partStates),
      askedAt: time.optional(),
      readAt: time.optional(),
      failure: z.string().optional(),
      unavailable: Unavailable.optional(),
      value: z.object(shape).optional(),
    })
    .meta({ description });
}

const syncTime = z.object({
  lastAt: time,
  ageSeconds: count,
  state: z.enum([...ageStates, 'unknown']).meta({
    description:
      '`onTime`: up to 30 minutes (password hashes 2), `late`: 3 hours (2), `stale`: 7 days (1), then `overdue`; `unknown`: read too long ago, or Graph tells it no more and told this last.',
  }),
  severity: z.enum(['warning', 'critical']).optional(),
});

const jobsOfCloudSync = z.object({ total: count, on: count, quarantined: count });

export const DirectorySync = z
  .object({
    tenantId: z.string(),
    freshness: z.enum(['fresh', 'stale', 'unknown']).meta({
      description: 'Of `times`: `stale` after 2 hours and a quarter.',
    }),
    failure: z.string().optional(),
    engine: z.object({
      name: z.enum(syncEngines),
      connect: z.enum(connectStates).meta({
        description:
          '`stopped`: silent for over 3 hours. `leftBehind`: silent since before the tenant was watched, while cloud sync served. `unknown`: not read, or Graph leaves out what it told before.',
      }),
      text: z.string(),
      inferred: z.literal(true).meta({ description: 'From times and jobs.' }),
    }),
    migration: z
      .object({ stage: z.enum(migrationStages), text: z.string(), inferred: z.literal(true) })
      .optional()
      .meta({ description: 'From Entra Connect to cloud sync.' }),
    symptom: z
      .object({ kind: z.enum(syncSymptoms), text: z.string(), inferred: z.literal(true) })
      .optional()
      .meta({ description: 'Why, as times tell.' }),
    cloudSync: z.object({ users: jobsOfCloudSync, passwordHashes: jobsOfCloudSync }).optional(),
    times: part(
      {
        syncEnabled: z.boolean().nullable(),
        objects: syncTime.optional(),
        passwordUse: z.enum(passwordUses).meta({
          description: 'As the settings say, else as times tell.',
        }),
        passwords: syncTime.optional(),
      },
      'Of Entra Connect.',
    ),
    settings: part(
      {
        features: z.record(z.string(), z.boolean()),
        deletionPrevention: z
          .object({ type: z.enum([...preventionTypes, 'unknown']), threshold: z.int().optional() })
          .optional()
          .meta({ description: 'From how many deletions on a run exports none of them.' }),
      },
      'Told to people alone.',
    ),
    domains: part(
      {
        total: count,
        verified: count,
        federated: count,
        truncated: z.boolean(),
        domains: z
          .array(
            z.object({
              name: z.string(),
              verified: z.boolean(),
              authenticationType: z.enum([...authenticationTypes, 'unknown']),
              default: z.boolean(),
              initial: z.boolean(),
            }),
          )
          .meta({ description: 'At most 100.' }),
      },
      'Of the tenant.',
    ),
    administrators: part(
      {
        total: count.meta({ description: 'People with a role.' }),
        synchronized: count.meta({ description: 'Those from on premises, which Microsoft advises against.' }),
        groups: count.meta({ description: 'With a role; who is in them is not counted.' }),
        truncated: z.boolean(),
      },
      'Counts alone.',
    ),
  })
  .meta({ id: 'DirectorySync' });
