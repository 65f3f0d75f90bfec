import { describe, expect, it } from '@jest/globals';
import { jobFixture } from '../../../adapters/graph/fixtures.ts';
import { at, type Change, day, hour, key, minute, payload, quarantine, told } from '../../support/told-job.ts';

describe('a job that was never set up, or is off by intent, is a warning', () => {
  const disabled = { state: 'Disabled' };

  it.each([
    ['created and left alone', 'not-configured', {}, ['notConfigured'], 'configure'],
    ['created, with an empty schedule', 'not-configured', { schedule: { interval: null } }, ['notConfigured'], 'configure'],
    ['configured and never switched on', 'not-configured', { status: { code: 'NotRun' } }, ['neverRan'], 'configure'],
    ['switched off', 'active', { status: { code: 'Paused' } }, ['paused'], 'start'],
    ['switched off before it ever ran', 'not-configured', { status: { code: 'Paused' } }, ['paused', 'neverRan'], 'start'],
    ['switched off with the remnants of an old quarantine', 'paused-with-quarantine-remnants', {}, ['paused'], 'start'],
    ['switched off while its code still is Active', 'active', {}, ['paused'], 'configure'],
  ])('%s', async (_title, fixture, change: Change, reasons, action) => {
    const job = await told(payload(fixture, { ...change, schedule: { ...change.schedule, ...disabled } }));
    expect(job).toMatchObject({ health: 'warning', reasons: expect.arrayContaining(reasons), advice: { action } });
    expect(job.reasons).not.toContain('disabled');
    expect(job.disabled).toBeUndefined();
  });
});

describe('a job that Microsoft disabled says so', () => {
  const refused = {
    code: 'SystemForCrossDomainIdentityManagementCredentialValidationFailure',
    message: 'Unauthorized',
    tenantActionable: true,
  };
  const over = { seriesBegan: at(-30 * day) };
  const off = { state: 'Disabled' };

  it.each<[string, unknown[], string, string]>([
    [
      'still in quarantine after 30 days',
      [payload('active', { schedule: off, status: quarantine(refused, over) })],
      at(-2 * day),
      'renewCredentials',
    ],
    [
      'still in quarantine after exactly 28 days',
      [payload('active', { schedule: off, status: quarantine(null, { seriesBegan: at(-28 * day - minute) }) })],
      at(-minute),
      'restart',
    ],
    [
      'paused after its quarantine',
      [payload('active', { status: quarantine(refused, over) }), payload('active', { schedule: off, status: { code: 'Paused' } })],
      at(-1000),
      'restart',
    ],
    [
      'with held-back deletions',
      [payload('active', { schedule: off, status: quarantine(null, { ...over, reason: 'TooManyDeletes' }) })],
      at(-2 * day),
      'reviewDeletes',
    ],
  ])('%s', async (_title, payloads, since, action) => {
    const job = await told(...payloads);
    expect(job).toMatchObject({
      health: 'critical',
      reasons: expect.arrayContaining(['disabled']),
      disabled: { since },
      advice: { action },
    });
    expect(job.advice.why).toMatch(/switched off since .*restart it, which evaluates every object again/);
    expect(job.advice.why).not.toMatch(/In \d+ days?/);
    expect(job.reasons).not.toContain('quarantineEndsSoon');
    expect(job.quarantine?.daysLeft).toBeUndefined();
  });

  it.each([
    ['in its last hours', -28 * day + 2 * hour, 'In less than a day the service disables the job.'],
    ['in its last week', -23 * day, 'In 5 days the service disables the job.'],
    ['overdue, and not yet switched off', -29 * day, 'Its 28 days are over'],
  ])('and a job that is not yet disabled says how long it has: %s', async (_title, began, text) => {
    const job = await told(payload('active', { status: quarantine(null, { seriesBegan: at(began) }) }));
    expect(job.reasons).not.toContain('disabled');
    expect(job.advice.why).toContain(text);
    expect(job.advice.why).not.toContain('In 0 days');
  });
});

describe('an error without a code never is an explanation', () => {
  const message = 'An HTTP/404 Not Found response was returned rather than the expected HTTP/200 OK response.';

  it.each([
    ['a code that is null', { code: null, message, tenantActionable: true }],
    ['no code at all', { message, tenantActionable: true }],
    ['an empty code', { code: '', message, tenantActionable: true }],
    ['the code Unknown', { code: 'Unknown', message, tenantActionable: true }],
  ])('%s: its message speaks', async (_title, error) => {
    const job = await told(payload('active', { status: quarantine(error) }));
    expect(job.errorCode).toBeUndefined();
    expect(job.explanation?.code).toBe('QuarantineScimCompliance404');
    expect(job.advice).toMatchObject({ action: 'fixCause', whoMustAct: 'app-owner' });
    expect(job.advice.why).not.toContain('Unknown');
    expect(job.quarantine.error.message).toBe(message);
  });

  it('nor does it hide the code of the last run', async () => {
    const run = { ...Object(jobFixture('active').status.lastExecution), timeEnded: at(-5 * minute), state: 'Failed' };
    const lastExecution = { ...run, error: { code: 'AzureActiveDirectoryForbidden', message: 'no' } };
    const job = await told(payload('active', { status: { ...quarantine({ code: null, message }), lastExecution } }));
    expect(job).toMatchObject({ errorCode: 'AzureActiveDirectoryForbidden', explanation: { code: 'AzureActiveDirectoryForbidden' } });
  });
});

describe('the advice fits the cause', () => {
  it.each([
    ['SystemForCrossDomainIdentityManagementCredentialValidationUnavailable', 'fixCause'],
    ['SalesforceCredentialValidationUnavailable', 'fixCause'],
    ['SystemForCrossDomainIdentityManagementCredentialValidationFailure', 'renewCredentials'],
  ])('credentials are called refused only if the target refused them: %s', async (code, action) => {
    const job = await told(
      payload('active', { status: quarantine({ code, message: 'The tenant URL gave HTTP/404.', tenantActionable: true }) }),
    );
    expect(job.advice.action).toBe(action);
  });

  it('what Microsoft put in quarantine by hand is not cleared, but asked about', async () => {
    const job = await told(payload('active', { status: quarantine(null, { reason: 'QuarantinedOnDemand' }) }));
    expect(job.advice).toMatchObject({ action: 'wait', why: expect.stringContaining('Microsoft Support') });
  });
});

describe('the document of a job shows what Graph says of it', () => {
  it('counts by type, failures in a row, steady state, progress, the last run with exports, where Microsoft explains it', async () => {
    const troubleshootingUrl = 'https://learn.microsoft.com/entra/identity/app-provisioning/known-issues';
    const progress = [{ completedUnits: 3, totalUnits: 9, units: 'Pages', progressObservationDateTime: at(-minute) }];
    const job = await told(payload('active', { status: { countSuccessiveCompleteFailures: 2, progress, troubleshootingUrl } }));
    expect(job).toMatchObject({
      kind: 'scim',
      kindName: 'Provisioning to a cloud application',
      countSuccessiveCompleteFailures: 2,
      escrowsPruned: false,
      synchronizedEntryCountByType: [
        { key: 'user to User', value: 412 },
        { key: 'group to Group', value: 38 },
      ],
      steadyStateFirstAchievedTime: '2025-11-02T10:00:00.000Z',
      steadyStateLastAchievedTime: '2026-01-12T08:01:30.000Z',
      progress,
      troubleshootingUrl,
      lastSuccessfulExecutionWithExports: { countExported: 4 },
      links: { provisioningLogs: expect.stringContaining(key.servicePrincipalId), configuration: expect.stringContaining('Provisioning') },
    });
    expect(job.links.agents).toBeUndefined();
  });

  it.each(['', 'javascript:alert(1)', 'http://learn.microsoft.com', 'not an address', 'https://user@evil.example/'])(
    'gives no link where Graph gives none: %j',
    async (troubleshootingUrl) => {
      expect((await told(payload('active', { status: { troubleshootingUrl } }))).troubleshootingUrl).toBeUndefined();
    },
  );

  it('names its tries, those of Graph and those derived from the documented ladder', async () => {
    const { tries } = (await told(payload('active', { status: quarantine(null) }))).quarantine;
    const past = [
      [at(-2 * day), 'graph'],
      [at(-2 * day + 6 * hour), 'derived'],
      [at(-2 * day + 12 * hour), 'derived'],
      [at(-3 * hour), 'graph'],
    ];
    expect(tries.slice(0, 6).map(({ at: time, source }: { at: string; source: string }) => [time, source])).toEqual([
      ...past,
      [at(9 * hour), 'graph'],
      [at(day), 'derived'],
    ]);
    expect(tries.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...Array(4).fill('failed'),
      ...Array(tries.length - 4).fill('expected'),
    ]);
    expect(tries.at(-1).at <= at(26 * day)).toBe(true);
  });
});
