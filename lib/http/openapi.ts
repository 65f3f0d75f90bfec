import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
  type ZodOpenApiSecuritySchemeObject,
} from 'zod-openapi';
import { basePath } from './match-route.ts';
import type { Operation } from './operations/define-operation.ts';
import { operations } from './operations.ts';
import { type ProblemCode, problems } from './problems/problems.ts';
import { idempotencyKeyForm } from './request/idempotency-key.ts';
import { type OperationId, routes } from './routes.ts';
import { scopePrefix, signInBase } from './schemas/access/sign-in.ts';
import { time } from './schemas/common.ts';
import { Problem } from './schemas/problem.ts';

const tags = [
  { name: 'Fleet', description: 'Everything at a glance.' },
  { name: 'Jobs', description: 'Synchronization jobs as Microsoft Graph names them, judged and explained.' },
  { name: 'Tenants', description: 'The watched tenants.' },
  { name: 'Incidents', description: 'Open problems with a life: opened, updated, resolved.' },
  { name: 'Operations', description: 'Acting on a job, at most once, and who did.' },
  { name: 'Errors', description: 'What the codes of Microsoft mean, and what to do about them.' },
  { name: 'Connectivity', description: 'Whether the network lets a sync server through to Microsoft.' },
  { name: 'Access', description: 'Who may see and do what.' },
  { name: 'Service', description: 'The service itself.' },
];

const description = [
  'The state of every Microsoft Graph synchronization job of every watched tenant.',
  'Reads are answered from storage and never call Graph; each says by `observedAt`, `freshness` and the header `x-observed-at` how old the reading is.',
  'Callers prove themselves by an access token of Entra: people with a scope of this API, applications by themselves, each by their app roles.',
  'Every GET also answers HEAD, and `304` to `If-None-Match`. Every error is a problem document (RFC 9457).',
].join(' ');

// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
const securitySchemes: Record<string, ZodOpenApiSecuritySchemeObject> = {
  entra: {
    type: 'oauth2',
    description: 'App roles: `Sync.Reader`, `Sync.Operator`, `Sync.Admin`. A scope never adds a right. Pages use code with PKCE.',
    flows: {
      authorizationCode: {
        authorizationUrl: `${signInBase}/authorize`,
        tokenUrl: `${signInBase}/token`,
        refreshUrl: `${signInBase}/token`,
        scopes: {
          [`${scopePrefix}/Sync.Access`]: 'Everything that the role permits.',
          [`${scopePrefix}/Sync.Read`]: 'Reading alone, whatever the role.',
        },
      },
      clientCredentials: {
        tokenUrl: `${signInBase}/token`,
        scopes: { [`${scopePrefix}/.default`]: 'The app roles that the application was given.' },
      },
    },
  },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token that was got in another way.' },
};

const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(idempotencyKeyForm)
    .meta({ description: 'New for each wish, the same when it is repeated: then the answer is the same operation.' }),
});

const observedAtText =
  'When the oldest reading of what is shown was made: of Microsoft Graph where the body shows jobs, tenants or incidents, else of the storage. Absent where nothing was read yet. It moves without a change of the ETag, also on 304.';

/** Of every read, whether the caller holds the version or not. */
const readHeaders = z.object({
  etag: z.string().optional().meta({ description: 'Weak; the same until something shown changes but the times of our own readings.' }),
  'x-observed-at': time.optional().meta({ description: observedAtText }),
  'x-fresh-observed-at': time.optional().meta({
    description: 'The same of those readings alone that are fresh at the moment; absent where none is.',
  }),
});

/** Whoever runs an installation answers for it; the project itself is asked where it was got from. */
const contact = { name: 'The maintainers of Entra Sync Status' };

/** The OpenAPI 3.1 document of every operation. Only the build calls it: nothing that ships imports this file. */
export function createOpenApi(version: string): ReturnType<typeof createDocument> {
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Entra Sync Status', version, description, contact, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: basePath }],
      tags,
      security: [{ entra: [`${scopePrefix}/Sync.Access`] }, { bearer: [] }],
      paths: pathsOf(Object.values(operations)),
      components: { securitySchemes },
    },
    {
      // Answers may gain fields within v1, so clients must not refuse them.
      override: ({ jsonSchema, io }) => {
        if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      },
    },
  );
  return document;
}

function pathsOf(all: readonly Operation<OperationId>[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of all) {
    const { route, methods } = routes[operation.id];
    const path = route.replace(/^v1/, '');
    paths[path] = { ...paths[path], [(methods[0] ?? 'GET').toLowerCase()]: operationObject(operation) };
  }
  return paths;
}

function operationObject(operation: Operation<OperationId>): ZodOpenApiOperationObject {
  const { id, role, tag, summary, description: explanation, path, query, body, idempotent } = operation;
  return {
    operationId: id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    tags: [tag],
    summary,
    description: explanation,
    ...(role === 'open' ? { security: [] } : { 'x-roles': [role] }),
    requestParams: { path, query, ...(idempotent && { header: idempotencyHeader }) },
    ...(body && { requestBody: { content: { 'application/json': { schema: body.schema } } } }),
    responses: responsesOf(operation),
  };
}

function responsesOf(operation: Operation<OperationId>): ZodOpenApiResponsesObject {
  const isRead = isReadOf(operation);
  const good = Object.entries(operation.answers).map(
    ([status, { description: text, schema, contentType = 'application/json', texts = [], example }]) => [
      status,
      {
        description: text,
        ...(isRead && { headers: readHeaders }),
        ...(schema && {
          content: {
            [contentType]: { schema, ...(example !== undefined && { example }) },
            ...Object.fromEntries(texts.map((form) => [form, { schema: z.string() }])),
          },
        }),
      },
    ],
  );
  const byStatus = Map.groupBy(new Set(refusalsOf(operation)), (code) => problems[code].status);
  const bad = [...byStatus].map(([status, of]) => [
    String(status),
    {
      description: of.map((code) => `${code}: ${problems[code].title}.`).join(' '),
      content: { 'application/problem+json': { schema: Problem } },
    },
  ]);
  return {
    ...Object.fromEntries(good),
    ...(isRead && {
      '304': { description: 'The version named by `If-None-Match` still holds.', headers: readHeaders },
    }),
    ...Object.fromEntries(bad),
  };
}

/** The problems that a request of this operation can be answered with: those of every request, of sign-in, of a body, and its own. */
function refusalsOf(operation: Operation<OperationId>): ProblemCode[] {
  const { id, role, body, problems: own } = operation;
  const guarded: ProblemCode[] =
    role === 'open' ? [] : ['Unauthenticated', 'Forbidden', 'Blocked', 'RateLimitExceeded', 'UpstreamUnavailable', 'UpstreamThrottled'];
  const local: ProblemCode[] = [
    ...(id === 'get-health-live' ? [] : ['ProxiedRequest' as const]),
    ...(isReadOf(operation) ? [] : ['ForeignOrigin' as const]),
  ];
  const withBody: ProblemCode[] = body === undefined ? [] : ['InvalidJson', 'UnsupportedMediaType'];
  return [
    'InvalidRequest',
    ...guarded,
    'ForeignHost',
    ...local,
    ...withBody,
    'LengthRequired',
    'PayloadTooLarge',
    'UriTooLong',
    'InternalError',
    ...own,
  ];
}

function isReadOf({ id }: Operation<OperationId>): boolean {
  return routes[id].methods.some((method) => method === 'GET');
}
