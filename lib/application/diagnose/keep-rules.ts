import type { RuleReading } from '../../domain/job/rules/synchronization-rule.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { ageInMs, hourInMs, isAhead } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { RuleSource } from '../ports/rule-source.ts';
import { shareRunning } from '../tenant/live/share-running.ts';

/** Rules and mappings that an instance keeps, of all jobs together: some ten megabytes at the most. */
const mostLines = 20_000;

export interface KeptRules {
  /** What is kept, or what Graph answers now; `before` is called first where Graph has to be asked, and may refuse. */
  read(key: JobKey, before: () => void): Promise<RuleReading>;
}

/**
 * Keeps what was read of each job for an hour. Who asks at the same time waits for one answer, a failure is not kept, and beyond what there
 * is room for the oldest reading goes. Whether somebody may see the job is judged before.
 */
export function keepRules(source: RuleSource, clock: Pick<Ports['clock'], 'now'>): KeptRules {
  const kept = new Map<string, RuleReading>();
  const share = shareRunning<RuleReading>();
  return {
    async read(key, before) {
      const name = JSON.stringify([key.tenantId, key.servicePrincipalId, key.jobId]);
      const known = kept.get(name);
      const now = clock.now();
      if (known !== undefined && !isAhead(known.readAt, now) && ageInMs(known.readAt, now) < hourInMs) return known;
      return share(name, async () => {
        before();
        const reading = await source.read(key);
        keep(kept, name, reading);
        return reading;
      });
    },
  };
}

function keep(kept: Map<string, RuleReading>, name: string, reading: RuleReading): void {
  // Anew, so that it stands last: the first is the oldest.
  kept.delete(name);
  kept.set(name, reading);
  let lines = [...kept.values()].reduce((sum, each) => sum + linesOf(each), 0);
  for (const [oldest, each] of kept) {
    if (lines <= mostLines || oldest === name) break;
    kept.delete(oldest);
    lines -= linesOf(each);
  }
}

function linesOf({ rules }: RuleReading): number {
  return rules.reduce((sum, { objectMappings }) => sum + 1 + objectMappings.length, 1);
}
