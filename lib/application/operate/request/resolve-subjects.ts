import { type RequestIssue, UpstreamError } from '../../../domain/errors.ts';
import { kindOf } from '../../../domain/job/kind/job-kind.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { OperationRequest, ProvisionSubject } from '../../../domain/operation/operation.ts';
import { firstPlaces, subjectIdentity } from '../../../domain/operation/provision-once.ts';
import {
  type AskedSubject,
  permissionToFind,
  type SubjectSource,
  subjectAsGiven,
  subjectOfFound,
  subjectSourceOf,
  type UnresolvedReason,
  unresolvedText,
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
 * The subjects by the ids that the source of the job knows, each object once however often it is named, with a hash for each as it was
 * given; a refusal where one of them stands for no object, or for several. Who gives ids is believed, and nobody is asked; names are asked of Graph now, with the reader, and kept nowhere.
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
  const firsts = firstPlaces(subjects, source);
  const typed = subjects.map((each, place) => (hasType(subjects[firsts[place] ?? place], each) ? each : 'otherType'));
  if (typed.includes('otherType')) return refusalOf(asked, typed, source, 'are given twice, as of two types');
  const subjectHashes = subjects.map((each) => hashSubject(tenantId, subjectIdentity(each, source)));
  return { ruleId, subjects: subjects.filter((_, place) => firsts[place] === place), subjectHashes };
}

function hasType(first: ProvisionSubject | undefined, { objectTypeName }: ProvisionSubject): boolean {
  return first?.objectTypeName.toLowerCase() === objectTypeName.toLowerCase();
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

function refusalOf(
  asked: readonly AskedSubject[],
  found: readonly Resolved[],
  source: SubjectSource,
  fault = 'could not be told by the given name',
): SubjectRefusal {
  const issues = found.flatMap((each, index): RequestIssue[] => {
    if (typeof each === 'object' && 'objectId' in each) return [];
    const detail = typeof each === 'string' ? unresolvedText(each, source) : refusedText(each.unavailable, source);
    return [{ pointer: `/subjects/${index}/${asked[index]?.by}`, detail }];
  });
  const unavailable = found.flatMap((each) => (typeof each === 'object' && 'unavailable' in each ? [each.unavailable] : []))[0];
  const detail = `${issues.length} of ${asked.length} subjects ${fault}; nothing was sent.`;
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
