import * as z from 'zod';
import { authenticationTypes, preventionTypes } from '../../domain/directory/directory-sync-facts.ts';
import { passwordUses, syncSymptoms } from '../../domain/directory/judge-directory-sync.ts';
import { connectStates, migrationStages, syncEngines } from '../../domain/directory/judge-engine.ts';
import { ageStates } from '../../domain/directory/sync-age.ts';
import { count, time } from './common.ts';
import { Unavailable } from './unavailable.ts';

/** What Graph permits or refuses by itself: with `value` as it was read last, or with the reason why there is none. */
function part<Shape extends z.ZodRawShape>(shape: Shape, description: string) {
  return z
    .object({
      state: z.enum(['read', 'failed', 'unavailable', 'notYetRead']).meta({
        description:
          '`read`: as of `readAt`. `failed`: the last try failed, and what stands here is older. `unavailable`: it may not be read, `unavailable` says why. `notYetRead`: its turn has not come.',
      }),
      askedAt: time.optional(),
      readAt: time.optional(),
      failure: z.string().optional().meta({ description: 'Why the last try failed.' }),
      unavailable: Unavailable.optional(),
      value: z.object(shape).optional(),
    })
    .meta({ description });
}

const syncTime = z
  .object({
    lastAt: time,
    ageSeconds: count.meta({ description: 'As it was when it was read.' }),
    state: z.enum([...ageStates, 'unknown']).meta({
      description:
        '`onTime`: within the cycle (30 minutes; of password hashes two). `late`: up to 3 hours (of password hashes 2). `stale`: up to seven days (of password hashes one). `overdue`: beyond. `unknown`: the reading itself is too old to say.',
    }),
    severity: z.enum(['warning', 'critical']).optional().meta({ description: 'Of the alarm that it is worth.' }),
  })
  .meta({ id: 'SyncTime' });

const jobsOfCloudSync = z.object({
  total: count,
  on: count.meta({ description: 'Switched on, be it in quarantine.' }),
  quarantined: count,
});

export const DirectorySync = z
  .object({
    tenantId: z.string(),
    freshness: z.enum(['fresh', 'stale', 'unknown']).meta({
      description: 'Of `times`, which are read hourly: `stale` after 2 hours and a quarter, `unknown` while there is none.',
    }),
    failure: z.string().optional().meta({ description: 'Why the last turn brought nothing at all.' }),
    engine: z.object({
      name: z.enum(syncEngines),
      connect: z.enum(connectStates).meta({
        description:
          'Entra Connect: `off` (switched off, or never on), `neverRan`, `running`, `stopped` (silent for more than 3 hours), `leftBehind` (silent since before the tenant was watched, while cloud sync serves).',
      }),
      text: z.string(),
      inferred: z.literal(true).meta({ description: 'Graph has no such field: it follows from times and jobs.' }),
    }),
    migration: z
      .object({ stage: z.enum(migrationStages), text: z.string(), inferred: z.literal(true) })
      .optional()
      .meta({ description: 'From Entra Connect to cloud sync; absent where nothing speaks for one.' }),
    symptom: z
      .object({ kind: z.enum(syncSymptoms), text: z.string(), inferred: z.literal(true) })
      .optional()
      .meta({ description: 'What the times together speak for, such as a server that is off or in staging mode.' }),
    cloudSync: z
      .object({ users: jobsOfCloudSync, passwordHashes: jobsOfCloudSync })
      .optional()
      .meta({ description: 'Jobs of cloud sync, as of the last turn.' }),
    times: part(
      {
        syncEnabled: z.boolean().nullable().meta({ description: '`null`: it never was.' }),
        objects: syncTime.optional().meta({ description: 'Absent unless Entra Connect is in service.' }),
        passwordUse: z.enum(passwordUses).meta({
          description: 'Whether Entra Connect sends password hashes: as its settings say, else as far as times tell.',
        }),
        passwords: syncTime.optional(),
      },
      'Needs Organization.Read.All.',
    ),
    settings: part(
      {
        features: z.record(z.string(), z.boolean()).meta({ description: 'By the names of Microsoft Graph.' }),
        deletionPrevention: z
          .object({ type: z.enum([...preventionTypes, 'unknown']), threshold: z.int().optional() })
          .optional()
          .meta({ description: 'From how many deletions on a run exports none of them.' }),
      },
      'Microsoft answers it to people alone: `notSupported` for an application.',
    ),
    domains: part(
      {
        total: count,
        verified: count,
        federated: count,
        truncated: z.boolean().meta({ description: 'Whether there are more than were read.' }),
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
      'Needs Domain.Read.All.',
    ),
    administrators: part(
      {
        total: count.meta({ description: 'People with a role of the directory assigned to them.' }),
        synchronized: count.meta({ description: 'Of them those who come from on premises, which Microsoft advises against.' }),
        groups: count.meta({ description: 'Groups with a role; who is in them is not counted.' }),
        truncated: z.boolean().meta({ description: 'Whether there are more than could be looked at.' }),
      },
      'A count; nobody is named or kept. Needs RoleManagement.Read.Directory, and User.Read.All to see where people come from.',
    ),
  })
  .meta({ id: 'DirectorySync' });
