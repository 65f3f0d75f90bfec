import { describe, expect, it } from '@jest/globals';
import { restoreSnapshot, shortenSnapshot } from '../../../../lib/adapters/tables/rows/short-snapshot.ts';
import type { TaskExecution } from '../../../../lib/domain/job/synchronization-job.ts';
import { sampleJob } from '../../../support/storage/state-samples.ts';

const execution = (countExported: number): TaskExecution => ({
  activityIdentifier: 'run-1',
  state: 'Succeeded',
  countEntitled: 1,
  countEntitledForProvisioning: 1,
  countEscrowed: 0,
  countEscrowedRaw: 0,
  countExported,
  countExports: 0,
  countImported: 0,
  countImportedDeltas: 0,
  countImportedReferenceDeltas: 0,
});

function jobWith(
  executions: Partial<Record<'lastExecution' | 'lastSuccessfulExecution' | 'lastSuccessfulExecutionWithExports', TaskExecution>>,
) {
  const { lastExecution: _, lastSuccessfulExecution: __, lastSuccessfulExecutionWithExports: ___, ...snapshot } = sampleJob(1).snapshot;
  return sampleJob(1, { snapshot: { ...snapshot, ...executions } });
}

const stored = (job: ReturnType<typeof jobWith>) => JSON.stringify(shortenSnapshot(job));

describe('a snapshot in a row', () => {
  it('says an execution that equals the last one in a word, be it the same object or not, and comes back whole', () => {
    const job = jobWith({
      lastExecution: execution(3),
      lastSuccessfulExecution: execution(3),
      lastSuccessfulExecutionWithExports: execution(3),
    });
    expect(stored(job)).toContain('"lastSuccessfulExecution":"lastExecution"');
    expect(stored(job).match(/run-1/g)).toHaveLength(1);
    expect(restoreSnapshot(JSON.parse(stored(job)))).toEqual(job);
  });

  it('keeps an execution that differs in anything', () => {
    const job = jobWith({ lastExecution: execution(3), lastSuccessfulExecution: execution(4) });
    expect(stored(job)).not.toContain('"lastExecution"}');
    expect(restoreSnapshot(JSON.parse(stored(job)))).toEqual(job);
  });

  it('invents none where there is none', () => {
    for (const job of [jobWith({}), jobWith({ lastSuccessfulExecution: execution(1) }), jobWith({ lastExecution: execution(1) })]) {
      expect(restoreSnapshot(JSON.parse(stored(job)))).toEqual(job);
    }
  });
});
