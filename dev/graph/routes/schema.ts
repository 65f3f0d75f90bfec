import type { Job } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import type { Reply } from '../wire/reply.ts';
import type { GraphRequest } from './graph-context.ts';
import { readNamedJob } from './jobs.ts';

const [onPremises, entra, hr] = ['Active Directory', 'Azure Active Directory', 'HR system'] as const;

/** Source, target, and the objects that a rule maps, by the beginning of a template. */
const kinds: readonly (readonly [RegExp, source: string, target: string, objects: readonly (readonly [string, string])[]])[] = [
  [
    /^AD2AADProvisioning/,
    onPremises,
    entra,
    [
      ['user', 'User'],
      ['group', 'Group'],
      ['contact', 'Contact'],
    ],
  ],
  [/^AD2AADPasswordHash/, onPremises, entra, [['user', 'User']]],
  [/^AAD2ADGroup/, entra, onPremises, [['Group', 'group']]],
  [/^AAD2AD/, entra, onPremises, [['User', 'user']]],
  [/^API2/, hr, entra, [['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', 'User']]],
];

function rulesOf({ document: { id } }: Job): Record<string, unknown>[] {
  const prefix = id.split('.')[0] ?? '';
  const [, source, target, objects] = kinds.find(([pattern]) => pattern.test(prefix)) ?? [
    undefined,
    entra,
    prefix,
    [
      ['User', 'User'],
      ['Group', 'Group'],
    ] as const,
  ];
  const objectMappings = objects.map(([sourceObjectName, targetObjectName]) => ({
    enabled: sourceObjectName !== 'contact',
    flowTypes: 'Add, Update, Delete',
    name: `Synchronize ${sourceObjectName} to ${targetObjectName}`,
    sourceObjectName,
    targetObjectName,
    scope: null,
    metadata: [],
    attributeMappings: [],
  }));
  return [
    {
      id: guidOf(`${id}/rule`),
      editable: true,
      name: `${source} to ${target}`,
      priority: 1,
      sourceDirectoryName: source,
      targetDirectoryName: target,
      metadata: [],
      objectMappings,
    },
  ];
}

/** How a job synchronizes. https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get */
export function getSchema(request: GraphRequest): Reply {
  const named = readNamedJob(request);
  if ('refused' in named) return named.refused;
  const [id = '', jobId = ''] = request.parameters;
  const context = `${request.url.origin}/v1.0/$metadata#servicePrincipals('${id}')/synchronization/jobs('${jobId}')/schema/$entity`;
  const body = { id: jobId, version: 'Date:2026-01-12T08:00:00.0000000Z', synchronizationRules: rulesOf(named.job), directories: [] };
  return { status: 200, body: { '@odata.context': context, ...body } };
}
