import type { ListedJob } from '../application/judge-tenant.ts';
import type { Explanation } from '../domain/catalogue/explanation.ts';
import type { ExplainCodes } from './http-deps.ts';

/** Explains the jobs of one list; jobs with the same codes are looked up once. A job without a reason needs no explanation. */
export function createExplainer(explain: ExplainCodes | undefined): (job: ListedJob) => Promise<Explanation | undefined> {
  const known = new Map<string, Promise<Explanation | undefined>>();
  return async ({ state, rawCode, quarantine, errorCode, reasons }) => {
    if (explain === undefined || reasons.length === 0) return undefined;
    const key = JSON.stringify([state, rawCode, quarantine?.reason, errorCode, reasons.includes('escrowsPruned')]);
    const held = known.get(key);
    if (held !== undefined) return held;
    const error = errorCode === undefined ? {} : { error: { code: errorCode } };
    const explanation = explain({
      state,
      escrowsPruned: reasons.includes('escrowsPruned'),
      ...(rawCode && { rawCode }),
      quarantine: { reason: quarantine?.reason ?? '', seriesCount: quarantine?.seriesCount ?? 0, ...error },
    });
    known.set(key, explanation);
    return explanation;
  };
}
