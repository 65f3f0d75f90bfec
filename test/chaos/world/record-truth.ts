import type { Job, World } from '../../../dev/graph/model/model.ts';
import type { Spell } from '../books/books.ts';
import { stateWord } from '../check/spells.ts';

export interface Truth {
  /** By job id, in the order of time. */
  spells: Map<string, Spell[]>;
  /** How the job is now. */
  now(job: ChaosJob): string;
}

/** A job of the fleet with the id that the API gives it. */
export interface ChaosJob {
  id: string;
  tenantId: string;
  servicePrincipalId: string;
  job: Job;
}

export function jobsOf(world: World): ChaosJob[] {
  return [...world.tenants.values()].flatMap(({ tenantId, servicePrincipals }) =>
    [...servicePrincipals.values()].flatMap((servicePrincipal) =>
      servicePrincipal.jobs.map((job) => ({
        id: `${tenantId}/${servicePrincipal.id}/${job.document.id}`,
        tenantId,
        servicePrincipalId: servicePrincipal.id,
        job,
      })),
    ),
  );
}

/**
 * Writes down every change of a job at the moment at which Graph would show it, whoever caused it. Whatever is set in one go counts as one
 * change: it is looked at only when the code that set it has come to its end.
 */
export function recordTruth(jobs: readonly ChaosJob[]): Truth {
  const spells = new Map(jobs.map(({ id, job }) => [id, [{ from: 0, state: stateOf(job) }]]));
  for (const { id, job } of jobs) {
    const note = () => {
      const known = spells.get(id);
      const state = stateOf(job);
      if (known?.at(-1)?.state !== state) known?.push({ from: Date.now(), state });
    };
    const later = () => queueMicrotask(note);
    observe(job, 'removed', later);
    observe(job.document.status, 'code', later);
    observe(job.document.status, 'quarantine', later);
  }
  return { spells, now: ({ job }) => stateOf(job) };
}

function stateOf({ removed, document: { status } }: Job): string {
  if (removed) return 'Gone';
  return stateWord({ state: status.code, errorCode: status.quarantine?.error?.code });
}

/** Calls back at every write to a member. What is written into a quarantine that stands is followed by its code, so that it is seen too. */
function observe<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name, changed: () => void): void {
  let value = owner[name];
  Object.defineProperty(owner, name, {
    enumerable: true,
    get: () => value,
    set: (next: Owner[Name]) => {
      value = next;
      changed();
    },
  });
}
