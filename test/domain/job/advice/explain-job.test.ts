import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { type ExplainableJob, explainJob } from '../../../../lib/domain/job/advice/explain-job.ts';
import { quarantineReasons, type SynchronizationError, type TaskExecution } from '../../../../lib/domain/job/synchronization-job.ts';

const catalogue = await createCatalogue().loadCatalogue();

function execution(state: TaskExecution['state'], error?: SynchronizationError): TaskExecution {
  const counts = { countEntitled: 0, countEntitledForProvisioning: 0, countEscrowed: 0, countEscrowedRaw: 0, countExported: 0 };
  const imports = { countExports: 0, countImported: 0, countImportedDeltas: 0, countImportedReferenceDeltas: 0 };
  return { state, ...counts, ...imports, ...(error && { error }) };
}

function quarantined(reason: string, error?: SynchronizationError, lastExecution?: TaskExecution): ExplainableJob {
  return {
    state: 'Quarantine',
    escrowsPruned: false,
    quarantine: { reason, seriesCount: 1, ...(error && { error }) },
    ...(lastExecution && { lastExecution }),
  };
}

function codeOf(job: ExplainableJob): string | undefined {
  return explainJob(catalogue, job).explanation?.code;
}

describe('the explanation of a job', () => {
  it('says what happened, why, what to do, who must act, and where that is written', () => {
    const { explanation, unknownCodes } = explainJob(catalogue, quarantined('TooManyDeletes'));
    expect(explanation).toMatchObject({ code: 'TooManyDeletes', title: 'Deletion threshold stopped the job', whoMustAct: 'tenant-admin' });
    expect(explanation?.meaning).toContain('parked as StagedDelete');
    expect(explanation?.causes.length).toBeGreaterThan(0);
    expect(explanation?.remedies.length).toBeGreaterThan(0);
    expect(explanation?.sources[0]).toMatch(/^https:/);
    expect(unknownCodes).toEqual([]);
  });

  it('lets the code of the error speak before a sign-in code, the reason and the state', () => {
    const error = { code: 'AzureActiveDirectoryAuthenticationFailed', message: 'AADSTS7000222: The client secret keys are expired.' };
    const { explanation, related } = explainJob(catalogue, quarantined('EncounteredQuarantineException', error));
    expect(explanation?.code).toBe('AzureActiveDirectoryAuthenticationFailed');
    expect(related).toEqual(['aadsts/AADSTS7000222', 'quarantine-reason/EncounteredQuarantineException', 'job-state/Quarantine']);
  });

  it('lets the error of the quarantine speak before the error of the last execution', () => {
    const last = execution('Failed', { code: 'HybridIdentityServiceNoActiveAgents' });
    expect(codeOf(quarantined('EncounteredQuarantineException', { code: 'AzureActiveDirectoryForbidden' }, last))).toBe(
      'AzureActiveDirectoryForbidden',
    );
    expect(codeOf(quarantined('EncounteredQuarantineException', undefined, last))).toBe('HybridIdentityServiceNoActiveAgents');
  });

  it('finds a sign-in code inside the message of an error it does not know, and reports that one', () => {
    const error = { code: 'SomethingNew', message: 'Token request failed. aadsts7000215: Invalid client secret. Trace ID: 1' };
    const { explanation, unknownCodes } = explainJob(catalogue, quarantined('EncounteredQuarantineException', error));
    expect(explanation?.code).toBe('AADSTS7000215');
    expect(unknownCodes).toEqual([{ family: 'synchronization-error', code: 'SomethingNew' }]);
  });

  it('shows an unknown code raw, invents no meaning, and keeps what the reason tells', () => {
    const { explanation, unknownCodes } = explainJob(catalogue, quarantined('EncounteredQuarantineException', { code: 'SomethingNew' }));
    expect(explanation?.code).toBe('SomethingNew');
    expect(explanation?.meaning).toContain('its meaning is not known here');
    expect(explanation?.meaning).toContain('A critical error left the job unable to work');
    expect(explanation?.sources.length).toBeGreaterThan(0);
    expect(unknownCodes).toEqual([{ family: 'synchronization-error', code: 'SomethingNew' }]);
  });

  it('reports an unknown sign-in code and an unknown reason under their own families', () => {
    const error = { code: '', message: 'AADSTS987654: new' };
    const { unknownCodes } = explainJob(catalogue, quarantined('BrandNewReason', error));
    expect(unknownCodes).toEqual([
      { family: 'aadsts', code: 'AADSTS987654' },
      { family: 'quarantine-reason', code: 'BrandNewReason' },
    ]);
  });

  it('never shows a job with an unknown state as well', () => {
    const job: ExplainableJob = { state: 'Unknown', rawCode: 'Sleeping', escrowsPruned: false, lastExecution: execution('Succeeded') };
    expect(explainJob(catalogue, job).explanation).toMatchObject({
      code: 'Sleeping',
      title: 'Code not in the catalogue',
      whoMustAct: 'tenant-admin',
    });
  });

  it.each([
    ['TooManyDeletes, IngestionInterrupted', 'TooManyDeletes'],
    ['Unknown, IngestionInterrupted', 'IngestionInterrupted'],
    ['BrandNewReason, TooManyDeletes', 'TooManyDeletes'],
    ['QuarantineOnDemand', 'QuarantinedOnDemand'],
    ['Unknown', 'Unknown'],
  ])('reads the combined reason %j as %s', (reason, code) => {
    expect(codeOf(quarantined(reason))).toBe(code);
  });

  it.each([
    ['Active', { state: 'Active', escrowsPruned: false, lastExecution: execution('Succeeded') }],
    ['EntryLevelErrors', { state: 'Active', escrowsPruned: false, lastExecution: execution('EntryLevelErrors') }],
    ['EscrowsPruned', { state: 'Paused', escrowsPruned: true }],
    ['Paused', { state: 'Paused', escrowsPruned: false, lastExecution: execution('Succeeded') }],
    ['NotRun', { state: 'NotRun', escrowsPruned: false }],
    ['Quarantine', { state: 'Quarantine', escrowsPruned: false }],
  ] as const)('falls back to %s when no code is shown', (code, job) => {
    expect(codeOf(job)).toBe(code);
  });

  it('explains nothing when Graph sent no code at all', () => {
    expect(explainJob(catalogue, { state: 'Unknown', escrowsPruned: false })).toEqual({ related: [], unknownCodes: [] });
  });

  it('takes BadRequest of a job for the answer of Graph, not of the SCIM API', () => {
    expect(codeOf(quarantined('EncounteredQuarantineException', { code: 'BadRequest' }))).toBe('400');
  });

  it('resolves every published quarantine reason', () => {
    for (const reason of quarantineReasons)
      expect(explainJob(catalogue, quarantined(reason))).toMatchObject({ explanation: { code: reason }, unknownCodes: [] });
  });
});
