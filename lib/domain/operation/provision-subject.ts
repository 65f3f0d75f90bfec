import type { JobKind } from '../job/kind/job-kind.ts';
import type { ProvisionSubject } from './operation.ts';

/** Whom somebody wants provisioned: by the id that the source of the job knows, or by a name under which Graph may find it. */
export interface AskedSubject {
  objectTypeName: string;
  by: 'objectId' | 'userPrincipalName' | 'distinguishedName';
  value: string;
}

/** A person as the directory answers. */
export interface FoundUser {
  id: string;
  /** Absent where it may not be read, and on accounts that are not from premises. */
  distinguishedName?: string;
}

/** By what the source of a job knows its objects: Active Directory by distinguished name, Entra ID by object id. */
export type SubjectSource = 'distinguishedName' | 'objectId' | 'elsewhere';

export type UnresolvedReason =
  | 'notFound'
  | 'severalFound'
  | 'noDistinguishedName'
  | 'onlyUsers'
  | 'sourceElsewhere'
  | 'notSupported'
  | 'otherType';

/** Why a name stands for no object, and what helps with a job of this source; nothing here repeats the name. */
export function unresolvedText(reason: UnresolvedReason, source: SubjectSource): string {
  const give = source === 'distinguishedName' ? 'Give `distinguishedName`' : 'Give `objectId`';
  switch (reason) {
    case 'notFound':
      return `No account of the tenant has this name. ${give} if it does not exist in Entra ID yet.`;
    case 'severalFound':
      return `More than one account of the tenant has this name. ${give}.`;
    case 'noDistinguishedName':
      return 'The job knows its accounts by distinguished name, and this one has none that may be read. An account of the cloud has none; else grant `User.Read.All`, as the basic profile does not show it, or give `distinguishedName`.';
    case 'onlyUsers':
      return `Only users are found by this name. ${give}.`;
    case 'sourceElsewhere':
      return 'The job takes its objects from a system that Microsoft Graph cannot search. Give the id of that system as `objectId`.';
    case 'notSupported':
      return `Microsoft Graph does not search by this name in this tenant. ${give}.`;
    case 'otherType':
      return 'The same object is given before as one of another type. Give it once, with the type that it has.';
  }
}

/** Microsoft documents the distinguished name as the id of cloud sync. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
export function subjectSourceOf(kind: JobKind): SubjectSource {
  if (kind === 'cloudSyncUsers' || kind === 'passwordHash') return 'distinguishedName';
  return kind === 'hr' || kind === 'apiInbound' ? 'elsewhere' : 'objectId';
}

/** So many objects one request names at most. */
export const mostSubjects = 5;

/** One way to say whom: what it takes beside the name itself. */
export interface SubjectName {
  by: AskedSubject['by'];
  /** Graph is asked for the name, which finds users alone. */
  onlyUsers?: true;
  /** What the reader needs for that. */
  permission?: 'User.ReadBasic.All' | 'User.Read.All';
}

/** By what the subjects of a job can be named, the surest way first. */
export function subjectNamesOf(source: SubjectSource): SubjectName[] {
  if (source === 'elsewhere') return [{ by: 'objectId' }];
  const asked = (['userPrincipalName', 'distinguishedName'] as const).filter((by) => by !== source);
  const certain: SubjectName[] = source === 'objectId' ? [{ by: 'objectId' }] : [{ by: 'distinguishedName' }, { by: 'objectId' }];
  return [...certain, ...asked.map((by) => ({ by, onlyUsers: true as const, permission: permissionToFind(by, source) }))];
}

/** The basic profile holds no name of premises. https://learn.microsoft.com/graph/permissions-reference#user-permissions */
export function permissionToFind(by: AskedSubject['by'], source: SubjectSource): 'User.ReadBasic.All' | 'User.Read.All' {
  return [by, source].includes('distinguishedName') ? 'User.Read.All' : 'User.ReadBasic.All';
}

/** What is known without asking anybody: the id itself, or why there can be none; undefined where the directory has to be asked. */
export function subjectAsGiven(asked: AskedSubject, source: SubjectSource): ProvisionSubject | UnresolvedReason | undefined {
  const { objectTypeName, by, value } = asked;
  if (by === 'objectId' || by === source) return { objectId: value, objectTypeName };
  if (source === 'elsewhere') return 'sourceElsewhere';
  return /(?:^|:)user$/i.test(objectTypeName) ? undefined : 'onlyUsers';
}

/** The subject that the directory's answer stands for. */
export function subjectOfFound(
  { objectTypeName }: AskedSubject,
  source: SubjectSource,
  found: readonly FoundUser[],
): ProvisionSubject | UnresolvedReason {
  const [only, second] = found;
  if (only === undefined) return 'notFound';
  if (second !== undefined) return 'severalFound';
  if (source === 'objectId') return { objectId: only.id, objectTypeName };
  return only.distinguishedName === undefined ? 'noDistinguishedName' : { objectId: only.distinguishedName, objectTypeName };
}
