import type { Books, Claim, FinalList } from '../books/books.ts';
import { stateWord } from '../check/spells.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';
import { repeat } from './timeline.ts';

export interface Prober {
  claims: Map<string, Claim>;
  answers: Books['answers'];
  /** One more look at everything; undefined when there was no whole answer. */
  lookAtAll(): Promise<FinalList | undefined>;
  stop(): Promise<void>;
}

interface ShownJob {
  id: string;
  state: string;
  rawCode?: string;
  errorCode?: string;
  observedAt: string;
  freshness: string;
}

/** Asks the API again and again, as people and their scripts do, and writes down what it says of each job. */
export function startProber({ apiUrl, jobs }: ChaosWorld): Prober {
  const claims = new Map<string, Claim>();
  const answers: Books['answers'] = new Map();

  async function get(path: string): Promise<{ askedAt: number; body: unknown } | undefined> {
    const askedAt = Date.now();
    const answer = await fetch(`${apiUrl}${path}`, { signal: AbortSignal.timeout(15_000) });
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    const body: unknown = await answer.json();
    return answer.status === 200 ? { askedAt, body } : undefined;
  }

  async function list(): Promise<ShownJob[] | undefined> {
    const answer = await get('/jobs?pageSize=1000');
    if (answer === undefined) return undefined;
    const { value } = answer.body as { value: ShownJob[] };
    for (const job of value) note(claims, 'list', job, answer.askedAt);
    return value;
  }

  async function document(): Promise<void> {
    const chosen = jobs[Math.floor(Math.random() * jobs.length)];
    if (chosen === undefined) return;
    const { tenantId, servicePrincipalId, job } = chosen;
    const answer = await get(`/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${encodeURIComponent(job.document.id)}`);
    if (answer !== undefined) note(claims, 'document', answer.body as ShownJob, answer.askedAt);
  }

  async function lookAtAll(): Promise<FinalList | undefined> {
    const value = await list().catch(() => undefined);
    const status = await get('/status').catch(() => undefined);
    if (value === undefined || status === undefined) return undefined;
    const shown = value.map((job) => ({ job: job.id, state: wordOf(job), observedAt: Date.parse(job.observedAt) }));
    return { value: shown, total: (status.body as { jobs: { total: number } }).jobs.total };
  }

  const loops = [repeat(700, async () => void (await list())), repeat(300, document)];
  return { claims, answers, lookAtAll, stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

function wordOf({ state, rawCode, errorCode }: ShownJob): string {
  return stateWord({ state: rawCode ?? state, errorCode });
}

/** The same statement made again only moves the time of the last one. */
function note(claims: Map<string, Claim>, where: Claim['where'], job: ShownJob, askedAt: number): void {
  const state = wordOf(job);
  const key = [where, job.id, state, job.observedAt, job.freshness].join(' ');
  const known = claims.get(key);
  if (known !== undefined) known.lastAskedAt = askedAt;
  else
    claims.set(key, {
      job: job.id,
      state,
      observedAt: Date.parse(job.observedAt),
      freshness: job.freshness,
      where,
      answeredAt: Date.now(),
      lastAskedAt: askedAt,
    });
}
