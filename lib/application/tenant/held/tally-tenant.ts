import { actorOf } from '../../../domain/job/advice/explain-job.ts';
import { figureOf } from '../../../domain/job/advice/job-figure.ts';
import type { SpeakerFinder } from '../../../domain/job/advice/speak.ts';
import type { StoredTally } from '../../../domain/tenant/job-tally.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import { type ActorOf, storedTally } from '../../../domain/view/tally-jobs.ts';
import { presentJobs, type TenantMemory } from './tenant-memory.ts';
import { wordsHere } from './words-here.ts';

/** What says who must act on a job: its prose is loaded with the first job that is in trouble. */
export interface SpeakerSource {
  loadSpeakers(): Promise<SpeakerFinder>;
}

/** The numbers of a tenant's jobs for its row, which is given as this pass leaves it. */
export async function tallyTenant({ loadSpeakers }: SpeakerSource, row: FleetRow, memory: TenantMemory): Promise<StoredTally> {
  const jobs = presentJobs(memory);
  const isTroubled = jobs.some(({ reasons }) => reasons.length > 0);
  const findSpeaker: SpeakerFinder = isTroubled ? await loadSpeakers() : () => undefined;
  return storedTally(jobs, {
    pass: row,
    words: wordsHere,
    actorOf: actorFinder(findSpeaker),
  });
}

/** Who must act on a job, by what is said of it; undefined while it is well. */
export function actorFinder(findSpeaker: SpeakerFinder): ActorOf {
  return (job) => (job.reasons.length === 0 ? undefined : actorOf(findSpeaker(figureOf(job))));
}
