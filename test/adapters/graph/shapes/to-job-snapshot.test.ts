import { describe, expect, it } from '@jest/globals';
import { toJobList } from '../../../../lib/adapters/graph/shapes/to-job-list.ts';
import { toJobSnapshot } from '../../../../lib/adapters/graph/shapes/to-job-snapshot.ts';
import { jobFixture } from '../fixtures.ts';

function withStatus(changes: Record<string, unknown>): unknown {
  const job = jobFixture('active');
  return { ...job, status: { ...job.status, ...changes } };
}

function faultOf(raw: unknown): string | undefined {
  const { jobs, malformed } = toJobList([raw]);
  return jobs.length === 0 ? malformed[0]?.detail : undefined;
}

describe('toJobSnapshot', () => {
  it('reads a healthy job whole', () => {
    expect(toJobSnapshot(jobFixture('active'))).toEqual({
      jobId: 'AD2AADProvisioning.11112222333344445555666677778888.9a9a9a9a-0001-4002-8003-9b9b9b9b9b9b',
      templateId: 'AD2AADProvisioning',
      state: 'Active',
      schedule: { state: 'Active', intervalInSeconds: 120 },
      countSuccessiveCompleteFailures: 0,
      escrowsPruned: false,
      lastExecution: expect.objectContaining({ state: 'Succeeded', countExported: 4, timeBegan: '2026-01-12T08:00:00.123Z' }),
      lastSuccessfulExecution: expect.objectContaining({ state: 'Succeeded' }),
      lastSuccessfulExecutionWithExports: expect.objectContaining({ activityIdentifier: 'c0ffee00-0000-4000-8000-000000000002' }),
      progress: [],
      steadyStateFirstAchievedTime: '2025-11-02T10:00:00.000Z',
      steadyStateLastAchievedTime: '2026-01-12T08:01:30.000Z',
      synchronizedEntryCountByType: [
        { key: 'user to User', value: 412 },
        { key: 'group to Group', value: 38 },
      ],
      settings: [
        { key: 'DomainFQDN', value: 'corp.example' },
        { key: 'QuarantineTooManyDeletesThreshold', value: '500' },
      ],
    });
  });

  it('reads a quarantine with its series, next attempt and error', () => {
    const { state, quarantine } = toJobSnapshot(jobFixture('quarantine'));
    expect(state).toBe('Quarantine');
    expect(quarantine).toEqual({
      reason: 'EncounteredQuarantineException',
      seriesBegan: '2026-01-11T20:10:00.000Z',
      currentBegan: '2026-01-12T08:10:00.000Z',
      seriesCount: 3,
      nextAttempt: '2026-01-12T20:10:00.000Z',
      error: { code: 'HybridIdentityServiceNoActiveAgents', message: expect.stringContaining('Trace ID'), tenantActionable: true },
    });
  });

  it('keeps state Quarantine with reason Unknown when the quarantine object is null or absent', () => {
    const job = jobFixture('quarantine-null-object');
    expect(toJobSnapshot(job)).toMatchObject({ state: 'Quarantine', quarantine: { reason: 'Unknown', seriesCount: 0 } });
    delete job.status.quarantine;
    expect(toJobSnapshot(job)).toMatchObject({ state: 'Quarantine', quarantine: { reason: 'Unknown' } });
  });

  it('ignores a quarantine object that Graph left behind in another state, readable or not', () => {
    expect(toJobSnapshot(jobFixture('paused-with-quarantine-remnants'))).not.toHaveProperty('quarantine');
    expect(toJobSnapshot(withStatus({ quarantine: 'remnant' }))).toMatchObject({ state: 'Active' });
  });

  it('takes year 1 and empty text for "never"', () => {
    const job = toJobSnapshot(jobFixture('sentinel-dates'));
    expect(job).not.toHaveProperty('steadyStateFirstAchievedTime');
    expect(job).not.toHaveProperty('steadyStateLastAchievedTime');
    expect(job.lastSuccessfulExecution).not.toHaveProperty('timeBegan');
    expect(job.lastSuccessfulExecution).not.toHaveProperty('timeEnded');
    expect(job.lastSuccessfulExecution).not.toHaveProperty('activityIdentifier');
  });

  it.each([
    ['seven fraction digits', '2026-01-12T08:00:00.1234567Z', '2026-01-12T08:00:00.123Z'],
    ['an offset', '2026-01-12T08:00:00+02:00', '2026-01-12T06:00:00.000Z'],
    ['no offset as UTC', '2026-01-12T08:00:00', '2026-01-12T08:00:00.000Z'],
    ['one fraction digit', '2026-01-12T08:00:00.5Z', '2026-01-12T08:00:00.500Z'],
    ['a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('reads a time with %s', (_form, raw, expected) => {
    expect(toJobSnapshot(withStatus({ steadyStateLastAchievedTime: raw })).steadyStateLastAchievedTime).toBe(expected);
  });

  it('reads settings that come as one object, and none at all', () => {
    expect(toJobSnapshot(jobFixture('settings-object')).settings).toEqual([{ key: 'DomainFQDN', value: 'corp.example' }]);
    expect(toJobSnapshot(jobFixture('sparse'))).toMatchObject({ settings: [], progress: [], synchronizedEntryCountByType: [] });
  });

  it('shows escrows of an execution that says Succeeded', () => {
    expect(toJobSnapshot(jobFixture('succeeded-with-escrows')).lastExecution).toMatchObject({
      state: 'Succeeded',
      countEscrowed: 15,
      countEscrowedRaw: 17,
    });
  });

  it('takes year 9999 for a time that does not come, so that no sign of life lies ahead for ever', () => {
    const raw = { status: { code: 'Active' }, id: 'job', schedule: { state: 'Active', expiration: '9999-12-31T23:59:59.9999999Z' } };
    const status = { ...raw.status, steadyStateLastAchievedTime: '9999-12-31T23:59:59.9999999+00:00' };
    const job = toJobSnapshot({ ...raw, status });
    expect(job.schedule).toEqual({ state: 'Active' });
    expect(job).not.toHaveProperty('steadyStateLastAchievedTime');
  });

  it('leaves out the .NET maximum interval of a job that never runs by itself', () => {
    expect(toJobSnapshot(jobFixture('never-runs-by-itself'))).toMatchObject({
      state: 'Paused',
      schedule: { state: 'Disabled', expiration: '2026-06-30T00:00:00.000Z' },
    });
    expect(toJobSnapshot(jobFixture('never-runs-by-itself')).schedule).not.toHaveProperty('intervalInSeconds');
  });

  it.each([
    ['PT40M', 2400],
    ['PT1M', 60],
    ['P1DT1H', 90_000],
    ['PT0.5S', 0.5],
  ])('reads the interval %s', (interval, expected) => {
    const job = { ...jobFixture('active'), schedule: { state: 'Active', interval, expiration: null } };
    expect(toJobSnapshot(job).schedule.intervalInSeconds).toBe(expected);
  });

  it('compares enum members without case, joins combined reasons and knows the alias QuarantineOnDemand', () => {
    expect(toJobSnapshot(jobFixture('enum-casing'))).toMatchObject({
      state: 'Quarantine',
      schedule: { state: 'Active' },
      lastExecution: { state: 'EntryLevelErrors' },
      quarantine: { reason: 'TooManyDeletes, QuarantinedOnDemand' },
    });
  });

  it('keeps unpublished members raw and calls the state Unknown, unknownFutureValue included', () => {
    expect(toJobSnapshot(jobFixture('unknown-members'))).toMatchObject({
      state: 'Unknown',
      rawCode: 'unknownFutureValue',
      schedule: { state: 'Unknown', rawState: 'Frozen' },
      lastExecution: { state: 'Unknown', rawState: 'Skipped' },
    });
    expect(toJobSnapshot(jobFixture('quarantine-unknown-reason')).quarantine?.reason).toBe(
      'EncounteredBaseEscrowThreshold, SomethingNewer',
    );
  });

  it.each([[undefined], [null], [''], [' Active'], ['Active\u0000'], ['Act\u200bive']])(
    'calls the state of the code %j Unknown',
    (code) => {
      expect(toJobSnapshot(withStatus({ code })).state).toBe('Unknown');
    },
  );

  it('reads Int64 counts that come as text', () => {
    expect(toJobSnapshot(jobFixture('int64-as-text'))).toMatchObject({
      countSuccessiveCompleteFailures: 2,
      lastExecution: { countEscrowed: 41_000, countEscrowedRaw: 61_000 },
      synchronizedEntryCountByType: [{ key: 'user to User', value: 1_234_567 }],
      progress: [{ completedUnits: 120, totalUnits: 400, units: 'Pages', progressObservationDateTime: '2026-01-12T06:00:00.000Z' }],
    });
  });

  it('reads pruned escrows, and a job that is not configured under another template', () => {
    expect(toJobSnapshot(jobFixture('escrows-pruned')).escrowsPruned).toBe(true);
    expect(toJobSnapshot(jobFixture('not-configured'))).toMatchObject({ state: 'NotConfigured', templateId: 'ADDCInPassthrough' });
  });

  it('strips tokens, signatures and control characters from messages and cuts them to 2 KiB, keeping the trace id', () => {
    const message = `Refused\u001b[31m\r\nBearer abc.def eyJhbGciOiJub25lIn0.eyJ0aWQiOiIxIn0.x sig=s3cr3t&x Trace ID: 5d5d5d5d ${'x'.repeat(9000)}`;
    const job = toJobSnapshot(withStatus({ lastExecution: { state: 'Failed', error: { code: 'InternalError', message } } }));
    const cleaned = job.lastExecution?.error?.message ?? '';
    expect(cleaned).toMatch(/^Refused Bearer \[token removed\] \[token removed\] sig=\[removed\]&x Trace ID: 5d5d5d5d x+…$/);
    expect(cleaned).toHaveLength(2048);
  });

  it('names an error that has only a message Unknown, and drops one that has neither', () => {
    expect(toJobSnapshot(withStatus({ lastExecution: { error: { message: 'text' } } })).lastExecution?.error).toEqual({
      code: 'Unknown',
      message: 'text',
    });
    expect(toJobSnapshot(withStatus({ lastExecution: { error: { code: '' } } })).lastExecution).not.toHaveProperty('error');
  });
});

describe('toJobList', () => {
  it.each([
    ['a missing status', jobFixture('status-missing')],
    ['a status that is text', { ...jobFixture('active'), status: 'Active' }],
    ['a code that is a number', withStatus({ code: 2 })],
    ['a negative count', withStatus({ countSuccessiveCompleteFailures: -1 })],
    ['a broken count', withStatus({ countSuccessiveCompleteFailures: 1.5 })],
    ['a count that is a word', withStatus({ countSuccessiveCompleteFailures: 'many' })],
    ['a time that is none', withStatus({ steadyStateLastAchievedTime: 'yesterday' })],
    ['a day that does not exist', withStatus({ steadyStateLastAchievedTime: '2026-02-30T00:00:00Z' })],
    ['a quarantine that is text', withStatus({ code: 'Quarantine', quarantine: 'yes' })],
    ['an interval that is none', { ...jobFixture('active'), schedule: { state: 'Active', interval: 'often' } }],
    ['an id that is a number', { ...jobFixture('active'), id: 5 }],
    ['an id with a line break', { ...jobFixture('active'), id: 'a\nb' }],
    ['null', null],
    ['a number', 5],
    ['a list', []],
  ])('names a job with %s malformed', (_case, raw) => {
    expect(faultOf(raw)).toMatch(/^The job could not be understood: /);
  });

  it('keeps the good jobs of a list beside an unreadable one, with its id', () => {
    const { jobs, malformed } = toJobList([jobFixture('active'), jobFixture('status-missing'), null, jobFixture('quarantine')]);
    expect(jobs.map((job) => job.state)).toEqual(['Active', 'Quarantine']);
    expect(malformed).toEqual([
      { jobId: jobFixture('status-missing').id, detail: expect.stringContaining('status') },
      { detail: expect.stringContaining('entry') },
    ]);
  });

  it('takes no job whose id appears twice', () => {
    const { jobs, malformed } = toJobList([jobFixture('active'), jobFixture('quarantine'), jobFixture('active')]);
    expect(jobs.map((job) => job.state)).toEqual(['Quarantine']);
    expect(malformed).toEqual([{ jobId: jobFixture('active').id, detail: 'The list holds this id 2 times.' }]);
  });
});
