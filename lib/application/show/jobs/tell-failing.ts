import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { explainCause } from '../../../domain/job/failing/explain-cause.ts';
import { sayFailing } from '../../../domain/job/failing/say-failing.ts';
import { type FailingCause, type FailingCount, latestFailingCount } from '../../../domain/job/health/failing-counts.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';

/** A count with what its causes mean. */
export interface ToldFailing extends Omit<FailingCount, 'top'> {
  /** The same in one sentence. */
  says: string;
  top: (FailingCause & Pick<Explanation, 'title' | 'whoMustAct'> & { objects: number })[];
}

/** What of a job's objects failed when it was counted last, with names for the causes; undefined where nobody counted lately. */
export async function tellFailing(catalogue: CatalogueReader, record: JobRecord, now: number): Promise<ToldFailing | undefined> {
  const count = latestFailingCount(record.failing, now);
  if (count === undefined) return undefined;
  const known = await catalogue.loadCatalogue();
  const top = count.top.map((cause) => {
    const { title, whoMustAct } = explainCause(known, 'failure', cause.code);
    return { ...cause, title, whoMustAct };
  });
  return { ...count, top, says: sayFailing(count, top[0]?.title ?? '') };
}
