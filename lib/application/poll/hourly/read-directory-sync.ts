import { countAdministrators, type RoleHolder } from '../../../domain/directory/count-administrators.ts';
import type {
  DirectorySyncFacts,
  JobsOfCloudSync,
  OrganizationSync,
  PartReading,
  SyncedAdministrators,
} from '../../../domain/directory/directory-sync-facts.ts';
import { noteSeen } from '../../../domain/directory/note-seen.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { type JobKind, kindOf } from '../../../domain/job/kind/job-kind.ts';
import { defined } from '../../../domain/optional.ts';
import { decideDirectorySync } from '../../../domain/tenant/decide/decide-directory-sync.ts';
import { ageInMs, hourInMs, isAhead, isoOf } from '../../../domain/time.ts';
import { judgeUnavailable, type Needs } from '../../../domain/unavailable.ts';
import type { DirectorySyncReader } from '../../ports/directory-sync.ts';
import { presentJobs, type TenantMemory } from '../../tenant/held/tenant-memory.ts';
import type { HourlyReader, HourlyTurn } from './hourly-reader.ts';

/** The most that one turn asks; what does not fit comes next hour. */
const mostRequests = 3;
/** What changes seldom is looked at this often. */
const slowPeriodInMs = 3 * hourInMs;

/** https://learn.microsoft.com/graph/permissions-reference */
const needs = {
  organization: { permission: 'Organization.Read.All' },
  settings: { permission: 'OnPremDirectorySynchronization.Read.All' },
  domains: { permission: 'Domain.Read.All' },
  administrators: { permission: 'RoleManagement.Read.Directory' },
} as const satisfies Record<string, Needs>;
const needsUsers: Needs = { permission: 'User.Read.All' };

/** The state of the tenant's directory synchronization: its times in each turn, in turn with them what changes seldom. */
export function createDirectorySyncHourly(graph: DirectorySyncReader, { isPerson }: { isPerson: boolean }): HourlyReader<'directorySync'> {
  // Graph answers the settings to people alone. https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get#permissions
  const forSettings: Needs = isPerson ? needs.settings : { ...needs.settings, isForPeopleOnly: true };
  return {
    name: 'directorySync',
    mostRequests,
    isAskedToo: true,
    decide: decideDirectorySync,
    read: async (turn, found = {}) => {
      // What an older release found bears no notes.
      const before = noteSeen(found);
      const organization = await readPart(turn, before.organization, needs.organization, () => readOrganization(graph, turn));
      const facts: DirectorySyncFacts = { ...before, ...jobsOf(turn.memory), organization };
      // A Graph that fails has no answer to the rest either; one that only refuses this may well have.
      if (organization.failure === undefined) await readSlowParts(graph, turn, facts, forSettings);
      return noteSeen(facts);
    },
  };
}

async function readOrganization(graph: DirectorySyncReader, turn: HourlyTurn): Promise<OrganizationSync> {
  const organization = await graph.readOrganization(turn.tenantId, turn);
  if (!organization.passwordsUntold || organization.syncEnabled !== true) return organization;
  try {
    const { lastPasswordSyncAt, passwordsUntold } = await graph.readLastPasswordSync(turn.tenantId, turn);
    const { passwordsUntold: _, ...told } = organization;
    return { ...told, ...defined({ lastPasswordSyncAt, passwordsUntold }) };
  } catch (error) {
    if (error instanceof UpstreamError) return organization;
    throw error;
  }
}

// The one that waited longest first, as far as the turn goes.
async function readSlowParts(graph: DirectorySyncReader, turn: HourlyTurn, facts: DirectorySyncFacts, forSettings: Needs): Promise<void> {
  const { tenantId } = turn;
  const parts = {
    domains: async () => {
      facts.domains = await readPart(turn, facts.domains, needs.domains, () => graph.readDomains(tenantId, turn));
    },
    // After the others: a refusal makes the next request ask for a new token, which may hold what was granted meanwhile.
    settings: async () => {
      facts.settings = await readPart(turn, facts.settings, forSettings, () => graph.readSettings(tenantId, turn));
    },
    administrators: async () => {
      facts.administrators = await readAdministrators(graph, turn, facts.administrators);
    },
  };
  const askedAt = (name: keyof typeof parts) => facts[name]?.askedAt ?? '';
  const due = (Object.keys(parts) as (keyof typeof parts)[])
    .filter((name) => isAhead(askedAt(name), turn.now) || !(ageInMs(askedAt(name), turn.now) < slowPeriodInMs))
    .sort((one, other) => (askedAt(one) < askedAt(other) ? -1 : askedAt(one) > askedAt(other) ? 1 : 0));
  for (const name of due) if (turn.left() > 0) await parts[name]();
}

async function readAdministrators(
  graph: DirectorySyncReader,
  turn: HourlyTurn,
  before: PartReading<SyncedAdministrators> | undefined,
): Promise<PartReading<SyncedAdministrators>> {
  const part = await readPart(turn, before, needs.administrators, async () => {
    const holders: RoleHolder[] = [];
    let cursor: string | undefined;
    do {
      const from = cursor;
      const page = await graph.readRoleHolders(turn.tenantId, turn, from);
      holders.push(...page.holders);
      cursor = page.cursor;
    } while (cursor !== undefined && turn.left() > 0);
    return countAdministrators(holders, { isWhole: cursor === undefined });
  });
  const { value, ...rest } = part;
  if (value !== undefined) return { ...rest, value };
  const isHidden = rest.unavailable === undefined && rest.failure === undefined;
  return isHidden ? { askedAt: rest.askedAt, unavailable: { reason: 'permissionMissing', ...needsUsers } } : rest;
}

// What may not be read any more leaves nothing behind; what only failed leaves what was read before.
async function readPart<Value>(
  turn: HourlyTurn,
  before: PartReading<NonNullable<Value>> | undefined,
  permitted: Needs,
  read: () => Promise<Value>,
): Promise<PartReading<NonNullable<Value>>> {
  const askedAt = isoOf(turn.now);
  try {
    const value = await read();
    return value === undefined || value === null ? { askedAt, readAt: askedAt } : { askedAt, readAt: askedAt, value };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const unavailable = judgeUnavailable(error.evidence, permitted);
    if (unavailable !== undefined) return { askedAt, unavailable };
    const { value, readAt } = before ?? {};
    return { askedAt, failure: error.evidence.reason, ...(value !== undefined && { value }), ...(readAt !== undefined && { readAt }) };
  }
}

function jobsOf(memory: TenantMemory): Pick<DirectorySyncFacts, 'cloudSync' | 'cloudPasswords'> {
  const jobs = presentJobs(memory);
  const countOf = (kind: JobKind): JobsOfCloudSync => {
    const found = jobs.filter((job) => kindOf(job) === kind);
    const inState = (...states: string[]) => found.filter(({ state }) => states.includes(state)).length;
    return { total: found.length, on: inState('Active', 'Quarantine'), quarantined: inState('Quarantine') };
  };
  return { cloudSync: countOf('cloudSyncUsers'), cloudPasswords: countOf('passwordHash') };
}
