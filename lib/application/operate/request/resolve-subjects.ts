import { type RequestIssue, UpstreamError } from '../../../domain/errors.ts';
import { kindOf } from '../../../domain/job/kind/job-kind.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { OperationRequest, ProvisionSubject } from '../../../domain/operation/operation.ts';
import {
  type AskedSubject,
  permissionToFind,
  type SubjectSource,
  subjectAsGiven,
  subjectOfFound,
  subjectSourceOf,
  type UnresolvedReason,
  unresolvedTexts,
} from '../../../domain/operation/provision-subject.ts';
import { judgeUnavailable, type Unavailable } from '../../../domain/unavailable.ts';
import type { Ports } from '../../ports/ports.ts';
import type { UserSearch } from '../../ports/user-search.ts';
import { requireGraphOpen } from '../../tenant/live/require-graph-open.ts';
import { hashSubject } from './operation-hash.ts';

export interface ProvisionWish {
  ruleId: string;
  subjects: readonly AskedSubject[];
}

export interface SubjectRefusal {
  reason: 'SubjectNotResolved';
  detail: string;
  issues: RequestIssue[];
  /** Set where the reader may not search. */
  unavailable?: Unavailable;
}

type Deps = Pick<Ports, 'clock' | 'fleet'> & { users: UserSearch };
type Resolved = ProvisionSubject | UnresolvedReason | { unavailable: Unavailable };

/**
 * The subjects by the ids that the source of the job knows, with their hashes; a refusal where one of them stands for no object, or for
 * several. Who gives ids is believed, and nobody is asked; names are asked of Graph now, with the reader, and kept nowhere.
 * @throws UpstreamError while Graph is to be left alone, and for every failure that says nothing of rights.
 */
export async function resolveSubjects(
  deps: Deps,
  job: JobRecord,
  { ruleId, subjects: asked }: ProvisionWish,
): Promise<NonNullable<OperationRequest['provision']> | SubjectRefusal> {
  const { tenantId } = job;
  const source = subjectSourceOf(kindOf({ ...job.snapshot, jobId: job.jobId }));
  const found = await Promise.all(asked.map(async (each) => subjectAsGiven(each, source) ?? search(deps, tenantId, each, source)));
  const subjects = found.filter((each) => typeof each === 'object' && 'objectId' in each);
  if (subjects.length < found.length) return refusalOf(asked, found, source);
  return { ruleId, subjects, subjectHashes: subjects.map(({ objectId }) => hashSubject(tenantId, objectId)) };
}

async function search({ clock, fleet, users }: Deps, tenantId: string, asked: AskedSubject, source: SubjectSource): Promise<Resolved> {
  const row = await fleet.get(tenantId);
  requireGraphOpen(row?.value ?? {}, 'findUsers', clock.now());
  try {
    const found = await users.find(tenantId, asked);
    return found === 'notSupported' ? found : subjectOfFound(asked, source, found);
  } catch (error) {
    const unavailable =
      error instanceof UpstreamError ? judgeUnavailable(error.evidence, { permission: permissionToFind(asked.by, source) }) : undefined;
    if (unavailable === undefined) throw error;
    return { unavailable };
  }
}

function refusalOf(asked: readonly AskedSubject[], found: readonly Resolved[], source: SubjectSource): SubjectRefusal {
  const issues = found.flatMap((each, index): RequestIssue[] => {
    if (typeof each === 'object' && 'objectId' in each) return [];
    const detail = typeof each === 'string' ? unresolvedTexts[each] : refusedText(each.unavailable, source);
    return [{ pointer: `/subjects/${index}/${asked[index]?.by}`, detail }];
  });
  const unavailable = found.flatMap((each) => (typeof each === 'object' && 'unavailable' in each ? [each.unavailable] : []))[0];
  const detail = `${issues.length} of ${asked.length} subjects could not be told by the given name; nothing was sent.`;
  return { reason: 'SubjectNotResolved', detail, issues, ...(unavailable && { unavailable }) };
}

function refusedText({ reason, permission, code }: Unavailable, source: SubjectSource): string {
  const named = code === undefined ? '' : ` (${code})`;
  if (reason === 'consentMissing')
    return `The tenant has not consented to the reader application${named}, so that nobody can be found by name.`;
  const refused = `The reader application may not search for people in the tenant${named}: grant it \`${permission}\``;
  if (source !== 'distinguishedName') return `${refused}, or give \`objectId\`.`;
  return `${refused}, or give \`distinguishedName\`: the job knows its accounts by that alone.`;
}
