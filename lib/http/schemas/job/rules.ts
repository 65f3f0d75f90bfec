import * as z from 'zod';
import { count, time } from '../common.ts';
import { Unavailable } from '../unavailable.ts';

const SynchronizationRule = z
  .object({
    id: z.string().meta({ description: 'The `ruleId` of provisioning on demand.' }),
    name: z.string().optional(),
    sourceDirectoryName: z.string().optional(),
    targetDirectoryName: z.string().optional(),
    objectMappings: z.array(
      z.object({
        sourceObjectName: z.string().meta({ description: 'The `objectTypeName` of a subject.', example: 'user' }),
        targetObjectName: z.string(),
        enabled: z.boolean().optional().meta({ description: 'Absent where Graph does not say it.' }),
      }),
    ),
  })
  .meta({ id: 'SynchronizationRule' });

const SubjectName = z
  .object({
    by: z.enum(['objectId', 'userPrincipalName', 'distinguishedName']).meta({ description: 'The field of a subject that holds the name.' }),
    onlyUsers: z.literal(true).optional().meta({ description: 'Microsoft Graph is asked who it is, which finds users alone.' }),
    permission: z.string().optional().meta({ description: 'What the reader needs for that.' }),
  })
  .meta({ id: 'SubjectName' });

export const Rules = z
  .object({
    value: z.array(SynchronizationRule).optional().meta({ description: 'In the order of the schema; absent where it may not be read.' }),
    subjects: z.object({
      most: count.meta({ description: 'So many objects one request names at most.' }),
      namedBy: z.array(SubjectName).meta({ description: 'How an object of this job can be named, the surest way first.' }),
    }),
    readAt: time.optional().meta({ description: 'When Microsoft Graph was asked: at most an hour ago.' }),
    truncated: z.boolean().optional().meta({ description: 'Whether the schema has more than 50 rules, or a rule more than 50 mappings.' }),
    unavailable: Unavailable.optional(),
  })
  .meta({ id: 'Rules' });
