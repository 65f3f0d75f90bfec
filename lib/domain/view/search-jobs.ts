import { foldedWords, foldText } from '../fold-text.ts';
import type { ListedJob } from './judge-tenant.ts';

/** The jobs of one tenant as they are searched: of each its id within the tenant and its name, folded, one after the other. */
export interface SearchText {
  text: string;
  /** Where the part of each job ends. */
  ends: Uint32Array;
}

/** A tenant as it is searched; `codes` are those of a job and of the entry that explains it, by its place among the jobs. */
export interface SearchedTenant {
  tenantId: string;
  tenantName: string;
  jobs: readonly Pick<ListedJob, 'errorCode' | 'quarantine'>[];
  searchText: SearchText;
  /** Each code once that any of its jobs shows. */
  codes: readonly string[];
  explainedBy(place: number): string | undefined;
}

/** Prepares jobs of one tenant for any number of searches: one text for all, because one for each would take twice the memory. */
export function searchTextOf(jobs: readonly Pick<ListedJob, 'servicePrincipalId' | 'jobId' | 'displayName'>[]): SearchText {
  const parts = jobs.map(
    ({ servicePrincipalId, jobId, displayName }) => `${foldText(`${servicePrincipalId}/${jobId}`)}\n${foldText(displayName)}\n`,
  );
  const ends = new Uint32Array(parts.length);
  let end = 0;
  for (const [place, part] of parts.entries()) {
    end += part.length;
    ends[place] = end;
  }
  return { text: parts.join(''), ends };
}

/**
 * Prepares the search for what somebody typed: a job is found when each word stands somewhere in its name, in that of its tenant, in one of
 * its codes or in its id. A part of a word is enough, so that the list narrows with every letter; a text that names nothing finds all.
 * Undefined of a tenant that has none.
 */
export function createJobSearch(typed: string): (tenant: SearchedTenant) => ((place: number) => boolean) | undefined {
  const words = foldedWords(typed).map(prepareWord);
  return (tenant) => {
    const asked: Asked[] = [];
    for (const { word, isInTenant, isInCode } of words) {
      if (isInTenant(tenant)) continue;
      const hits = hitsOf(word, tenant);
      const isCode = tenant.codes.some(isInCode);
      if (hits === undefined && !isCode) return undefined;
      asked.push({ hits, ...(isCode && { isInCode }) });
    }
    return (place) =>
      asked.every(({ hits, isInCode }) => hits?.[place] === 1 || (isInCode !== undefined && hasCode(tenant, place, isInCode)));
  };
}

/** A word that the tenant itself does not answer. */
interface Asked {
  /** 1 at the place of each job that has it; missing where none has. */
  hits: Uint8Array | undefined;
  /** Missing where no code of the tenant has it. */
  isInCode?: (code: string) => boolean;
}

function prepareWord(word: string) {
  const known = new Map<string, boolean>();
  // A fleet shows the same few codes over and over.
  const isInCode = (code: string): boolean => {
    const answer = known.get(code) ?? foldText(code).includes(word);
    known.set(code, answer);
    return answer;
  };
  const isInTenant = ({ tenantId, tenantName }: SearchedTenant) => tenantId.includes(word) || foldText(tenantName).includes(word);
  return { word, isInTenant, isInCode };
}

/** Where the word stands in what is the jobs' own. */
function hitsOf(word: string, { tenantId, searchText: { text, ends } }: SearchedTenant): Uint8Array | undefined {
  const slash = word.indexOf('/');
  const isOfTenant = slash >= 0 && tenantId.endsWith(word.slice(0, slash));
  let at = text.indexOf(word);
  if (at < 0 && !isOfTenant) return undefined;
  const hits = new Uint8Array(ends.length);
  for (let place = 0; at >= 0; at = text.indexOf(word, ends[place])) {
    while ((ends[place] ?? Number.POSITIVE_INFINITY) <= at) place += 1;
    hits[place] = 1;
  }
  if (!isOfTenant) return hits;
  // It begins in the id of the tenant, and goes on in what is the job's own.
  const rest = word.slice(slash + 1);
  for (let place = 0; place < hits.length; place++) if (text.startsWith(rest, ends[place - 1] ?? 0)) hits[place] = 1;
  return hits;
}

function hasCode({ jobs, explainedBy }: SearchedTenant, place: number, isInCode: (code: string) => boolean): boolean {
  const { errorCode, quarantine } = jobs[place] ?? {};
  const explained = explainedBy(place);
  return (
    (explained !== undefined && isInCode(explained)) ||
    (errorCode !== undefined && isInCode(errorCode)) ||
    (quarantine !== undefined && isInCode(quarantine.reason))
  );
}
