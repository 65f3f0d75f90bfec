import * as z from 'zod';
import { faultRulesSchema } from '../faults/fault-rules.ts';
import type { World } from '../model/model.ts';
import type { SharedState } from '../server/shared-state.ts';
import { type Incoming, parseJson, type Reply } from '../wire/reply.ts';
import { setActiveAgents } from '../world/agents.ts';
import { findJobs } from '../world/find-jobs.ts';
import { directoryPatchSchema, patchDirectory } from './patch-directory.ts';
import { jobPatchSchema, patchJob } from './patch-job.ts';
import { worldSummary } from './world-summary.ts';

const done: Reply = { status: 204 };
const worldPatchSchema = z.strictObject({
  latency: z.strictObject({ fixedInMs: z.number().min(0).optional(), perItemInMs: z.number().min(0).optional() }).optional(),
  /** Permissions of one application in one tenant; null takes the consent away. */
  consent: z.strictObject({ tenantId: z.string(), clientId: z.string(), roles: z.array(z.string()).nullable() }).optional(),
  /** Whether a tenant has the licence that reports need. */
  licence: z.strictObject({ tenantId: z.string(), name: z.enum(['P1', 'free']) }).optional(),
  /** How many agents of an on-premises domain run; without any its jobs fail. */
  agents: z.strictObject({ tenantId: z.string(), domain: z.string(), active: z.int().min(0) }).optional(),
  directory: directoryPatchSchema.optional(),
  servicePrincipal: z.strictObject({ tenantId: z.string(), id: z.string(), removed: z.boolean() }).optional(),
});

function invalid(error: z.ZodError): Reply {
  return { status: 400, body: { error: z.prettifyError(error) } };
}

function addFaults(shared: SharedState, body: unknown): Reply {
  const parsed = faultRulesSchema.safeParse(body);
  if (!parsed.success) return invalid(parsed.error);
  shared.faults.add(parsed.data);
  return done;
}

function patchOneJob(world: World, url: URL, body: unknown): Reply {
  const parsed = jobPatchSchema.safeParse(body);
  if (!parsed.success) return invalid(parsed.error);
  const jobId = decodeURIComponent(url.pathname.slice('/_jobs/'.length));
  const within = Object.fromEntries([...url.searchParams].filter(([name]) => name === 'tenantId' || name === 'servicePrincipalId'));
  const found = findJobs(world, jobId, within);
  const [only] = found;
  if (!only) return { status: 404, body: { error: `There is no job ${jobId}.` } };
  if (found.length > 1)
    return {
      status: 409,
      body: {
        error: 'Several jobs have this id: add ?servicePrincipalId= or ?tenantId=.',
        value: found.map(({ job: _job, ...key }) => key),
      },
    };
  patchJob(world, only.job, parsed.data);
  return done;
}

function patchWorld(world: World, body: unknown): Reply {
  const parsed = worldPatchSchema.safeParse(body);
  if (!parsed.success) return invalid(parsed.error);
  const { latency, consent, licence, agents, directory, servicePrincipal } = parsed.data;
  const named = consent ?? licence ?? agents ?? directory ?? servicePrincipal;
  const tenantId = named?.tenantId;
  const tenant = tenantId === undefined ? undefined : world.tenants.get(tenantId);
  if (tenantId !== undefined && !tenant) return { status: 404, body: { error: `There is no tenant ${tenantId}.` } };
  if (latency?.fixedInMs !== undefined) world.latency.fixedInMs = latency.fixedInMs;
  if (latency?.perItemInMs !== undefined) world.latency.perItemInMs = latency.perItemInMs;
  if (tenant && consent?.roles) tenant.grants[consent.clientId] = consent.roles;
  else if (tenant && consent) delete tenant.grants[consent.clientId];
  if (tenant && agents) setActiveAgents(world, tenant, agents.domain, agents.active);
  if (tenant && licence) tenant.licence = licence.name;
  if (tenant && directory) patchDirectory(tenant, directory);
  const found = servicePrincipal && tenant?.servicePrincipals.get(servicePrincipal.id);
  if (found && servicePrincipal) found.removed = servicePrincipal.removed;
  return done;
}

/** The simulator's own routes; undefined for anything else. They are neither logged nor hit by faults. */
export function answerControl(incoming: Incoming, world: World, shared: SharedState): Reply | undefined {
  const { method, url } = incoming;
  const body = parseJson(incoming.body);
  switch (`${method} ${url.pathname}`) {
    case 'GET /_log':
      return { status: 200, body: shared.log.entries() };
    case 'DELETE /_log':
      shared.log.clear();
      return done;
    case 'GET /_faults':
      return { status: 200, body: shared.faults.rules() };
    case 'POST /_faults':
      return addFaults(shared, body);
    case 'DELETE /_faults':
      shared.faults.clear();
      return done;
    case 'GET /_world':
      return { status: 200, body: worldSummary(world) };
    case 'POST /_world':
      return patchWorld(world, body);
    default:
      if (method === 'POST' && url.pathname.startsWith('/_jobs/')) return patchOneJob(world, url, body);
      return url.pathname.startsWith('/_') ? { status: 404, body: { error: 'No such control route.' } } : undefined;
  }
}
