import type { ProvisionResult, ProvisionSubject } from './operation.ts';
import type { SubjectSource } from './provision-subject.ts';

/** Who a subject is, however it was written: Entra ID and Active Directory compare their ids in any case, other systems may not. */
export function subjectIdentity({ objectId }: ProvisionSubject, source: SubjectSource): string {
  return source === 'elsewhere' ? objectId : objectId.trim().toLowerCase();
}

/** For each subject the place at which its object is given first. */
export function firstPlaces(subjects: readonly ProvisionSubject[], source: SubjectSource): number[] {
  const identities = subjects.map((subject) => subjectIdentity(subject, source));
  return identities.map((identity) => identities.indexOf(identity));
}

interface Given {
  /** One for each subject as it was given; equal ones are one object. */
  subjectHashes: readonly string[];
  /** Those that were sent, each object once. */
  subjects?: readonly ProvisionSubject[];
}

/** What came of the objects that were sent, by the places in which they were given; steps stand where an object was given first. */
export function resultAsGiven(result: ProvisionResult, { subjectHashes, subjects: sent = [] }: Given): ProvisionResult {
  if (sent.length >= subjectHashes.length) return result;
  const objects = [...new Set(subjectHashes)];
  const { result: whole, errorCode, subjects: each = [{ result: whole, ...(errorCode !== undefined && { errorCode }) }] } = result;
  return {
    ...result,
    steps: result.steps.map(({ subject, ...step }) => ({
      ...step,
      ...(subject !== undefined && { subject: subjectHashes.indexOf(objects[subject] ?? '') }),
    })),
    subjects: subjectHashes.map((hash) => each[objects.indexOf(hash)] ?? { result: 'Unknown' }),
  };
}
