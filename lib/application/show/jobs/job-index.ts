import { once } from '../../../domain/once.ts';
import type { ListedJob } from '../../../domain/view/judge-tenant.ts';
import { type SearchedTenant, type SearchText, searchTextOf } from '../../../domain/view/search-jobs.ts';
import type { Ports } from '../../ports/ports.ts';
import type { TenantView } from '../fleet/fleet-view-cache.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import { createExplainer, type JobWords } from './explain-listed.ts';

/** The jobs of one tenant with all that they can be searched, filtered and put together by; each by its place among `jobs`. */
export interface IndexedTenant extends SearchedTenant {
  jobs: readonly ListedJob[];
  words: readonly JobWords[];
}

/** What an instance knows of the jobs beside their view: made when it is first asked for, and kept for as long as the view of the tenant is. */
export interface JobIndex {
  explain(job: ListedJob): JobWords;
  indexed(tenant: TenantView): IndexedTenant;
}

export type LoadJobIndex = () => Promise<JobIndex>;

/** Prepares the index of an instance; the catalogue that explains the jobs is loaded with the first use. */
export function createJobIndex({ catalogue, clock }: Pick<Ports, 'clock'> & { catalogue: CatalogueReader }): LoadJobIndex {
  return once(async () => {
    const explain = createExplainer(await catalogue.loadCatalogue(), await catalogue.loadTextExplainer(), clock);
    const known = new WeakMap<TenantView, IndexedTenant>();
    return {
      explain,
      indexed(tenant) {
        const held = known.get(tenant) ?? indexTenant(tenant, explain);
        known.set(tenant, held);
        return held;
      },
    };
  });
}

function indexTenant({ tenantId, tenantName, jobs }: TenantView, explain: JobIndex['explain']): IndexedTenant {
  const words = jobs.map(explain);
  // Only a search needs it.
  let searchText: SearchText | undefined;
  return {
    tenantId,
    tenantName,
    jobs,
    words,
    codes: codesOf(jobs, words),
    explainedBy: (place) => words[place]?.explanation?.code,
    get searchText() {
      searchText ??= searchTextOf(jobs);
      return searchText;
    },
  };
}

function codesOf(jobs: readonly ListedJob[], words: readonly JobWords[]): string[] {
  const codes = jobs.flatMap(({ errorCode, quarantine }) => [errorCode ?? [], quarantine?.reason ?? []].flat());
  return [...new Set([...codes, ...words.flatMap(({ explanation }) => explanation?.code ?? [])])];
}
