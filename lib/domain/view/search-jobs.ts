import { foldedWords, foldText } from '../fold-text.ts';
import type { ListedJob } from './judge-tenant.ts';

/** What a job is found by; `code` is that of the entry which explains it. */
export type FoundBy = Pick<
  ListedJob,
  'displayName' | 'tenantName' | 'tenantId' | 'servicePrincipalId' | 'jobId' | 'errorCode' | 'quarantine'
>;

/**
 * Prepares the search for what somebody typed: a job is found when each word stands somewhere in its name, in that of its tenant, in one of
 * its codes or in its id. A part of a word is enough, so that the list narrows with every letter; a text that names nothing finds all.
 */
export function createJobSearch(typed: string): (job: FoundBy, code: string | undefined) => boolean {
  const words = foldedWords(typed);
  return (job, code) => {
    if (words.length === 0) return true;
    const { displayName, tenantName, tenantId, servicePrincipalId, jobId, errorCode, quarantine } = job;
    const places = [displayName, tenantName, errorCode, quarantine?.reason, code, `${tenantId}/${servicePrincipalId}/${jobId}`];
    const texts = places.flatMap((place) => (place === undefined ? [] : foldText(place)));
    return words.every((word) => texts.some((text) => text.includes(word)));
  };
}
