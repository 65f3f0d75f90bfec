import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from '../books/books.ts';
import { isQuarantine } from '../check/spells.ts';
import type { PlannedOrder } from '../plan/plan.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';
import type { ChaosJob } from '../world/record-truth.ts';

const triesPerOrder = 15;
const pauseInMs = 3_000;

/**
 * Asks for an action as a careful user of the portal does: the same key again until there is an answer, and now and then twice at once or
 * once more afterwards.
 */
export async function placeOrder(world: ChaosWorld, planned: PlannedOrder): Promise<Order | undefined> {
  const wanted = chooseJob(world, planned);
  if (wanted === undefined) return undefined;
  const { job, action, body } = wanted;
  const order: Order = { key: planned.key, job: job.id, action, answers: [] };
  const url = `${world.apiUrl}/tenants/${job.tenantId}/servicePrincipals/${job.servicePrincipalId}/jobs/${encodeURIComponent(job.job.document.id)}/${action}`;
  const ask = async () => void order.answers.push(await post(url, planned.key, body));
  for (let attempt = 0; attempt < triesPerOrder && !order.answers.some(isAnswer); attempt++) {
    if (attempt > 0) await sleep(pauseInMs);
    await Promise.all(Array.from({ length: planned.twins }, ask));
  }
  if (planned.again) {
    await sleep(2 * pauseInMs);
    await ask();
  }
  return order;
}

function isAnswer({ status }: Order['answers'][number]): boolean {
  return status >= 200 && status < 500;
}

function chooseJob({ freeJobs, truth }: ChaosWorld, { roll, choice }: PlannedOrder) {
  const wanted = roll < 0.55 ? isQuarantine : (state: string) => state === (roll < 0.85 ? 'Active' : 'Paused');
  const candidates = freeJobs.filter((job) => wanted(truth.now(job)));
  const job: ChaosJob | undefined = candidates[Math.floor(choice * candidates.length)];
  if (job === undefined) return undefined;
  if (roll < 0.55) return { job, action: 'clearQuarantine', body: { acknowledge: true, reason: 'It is mended.' } };
  if (roll < 0.7) return { job, action: 'restart', body: {} };
  return { job, action: roll < 0.85 ? 'pause' : 'start', body: {} };
}

async function post(url: string, key: string, body: object): Promise<Order['answers'][number]> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    await answer.arrayBuffer();
    const location = answer.headers.get('operation-location');
    return { at: Date.now(), status: answer.status, ...(location !== null && { location }) };
  } catch {
    return { at: Date.now(), status: 0 };
  }
}
