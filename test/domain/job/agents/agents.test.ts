import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Agent, type AgentsReading, agentsOf, heldReading } from '../../../../lib/domain/job/agents/agents-reading.ts';
import { type JobWord, wordOf } from '../../../../lib/domain/job/agents/job-word.ts';
import { judgeDomain } from '../../../../lib/domain/job/agents/judge-domain.ts';
import { domainOf } from '../../../../lib/domain/job/agents/on-premises-domain.ts';
import type { JobRecord } from '../../../../lib/domain/job/record/job-record.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { hourInMs, minuteInMs } from '../../../../lib/domain/time.ts';
import { ago, anySnapshot, execution, now, quarantined, record, snapshot } from '../../fixtures.ts';

const none = 'HybridIdentityServiceNoActiveAgents';
const failed = (code: string, changes: Partial<JobSnapshot> = {}) =>
  snapshot({
    countSuccessiveCompleteFailures: 2,
    lastExecution: execution({ state: 'Failed', timeEnded: ago(minuteInMs), error: { code } }),
    ...changes,
  });
const word = (changes: Partial<JobRecord> & { snapshot?: JobSnapshot }) => wordOf(record({ displayName: 'corp.example', ...changes }));

describe('the on-premises domain of a job', () => {
  const named = (displayName: string, settings: { key: string; value: string }[] = [], jobId = 'AD2AADProvisioning.0f') =>
    domainOf({ displayName, snapshot: { jobId, settings } });

  it('is what its settings say, in any of the two forms, before what the application is called', () => {
    expect(named('Contoso', [{ key: 'DomainFQDN', value: 'Corp.Example.' }])).toEqual({ name: 'corp.example', source: 'settings' });
    expect(named('x.example', [{ key: 'Domain', value: '{"DomainFQDN":"corp.example","ForestFQDN":"f.example"}' }])).toEqual({
      name: 'corp.example',
      source: 'settings',
    });
    expect(named('x.example', [{ key: 'Domain', value: 'corp.example' }])?.name).toBe('corp.example');
    expect(named('HR', [{ key: 'DomainFQDN', value: 'corp' }], 'Workday2AD.0f')?.name).toBe('corp');
  });

  it('is the name of the application only where cloud sync has made it of the domain', () => {
    expect(named('corp.example')).toEqual({ name: 'corp.example', source: 'displayName' });
    expect(named('müller.example')?.name).toBe('müller.example');
    expect(named('Groups to corp.example')).toBeUndefined();
    expect(named('Contoso')).toBeUndefined();
    expect(named('corp.example', [], 'Workday2AD.0f')).toBeUndefined();
  });

  it('is none where both sides are in the cloud, whatever the settings say', () => {
    expect(named('corp.example', [{ key: 'DomainFQDN', value: 'corp.example' }], 'scim.0f')).toBeUndefined();
    expect(named('corp.example', [], 'Azure2Azure.0f')).toBeUndefined();
  });

  it('is never made of nonsense', () => {
    for (const value of ['', '{', '{"DomainFQDN":7}', '{}', 'a b', '<b>', 'x'.repeat(300)])
      for (const key of ['Domain', 'DomainFQDN']) expect(named('Contoso', [{ key, value }])).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, displayName) => {
        const name = named(displayName, [{ key: 'Domain', value }])?.name ?? 'none';
        return name === name.toLowerCase() && !/[\s<>{}"]/.test(name);
      }),
    );
  });
});

describe('the word of a job', () => {
  it('is that its agents are down, or only that nobody answered, by its code', () => {
    expect(word({ snapshot: failed(none) })).toMatchObject({ says: 'down', code: none, namesAgents: true, runs: 2, at: ago(minuteInMs) });
    expect(word({ snapshot: failed('TimeOut') })).toMatchObject({ says: 'down', code: 'TimeOut' });
    expect(word({ snapshot: failed('TimeOut') })).not.toHaveProperty('namesAgents');
    expect(word({ snapshot: failed('HybridIdentityServiceAgentTimeout') })).not.toHaveProperty('namesAgents');
    expect(word({ snapshot: quarantined({ currentBegan: ago(5), error: { code: none } }) })).toMatchObject({ says: 'down', at: ago(5) });
  });

  it('tells when the failed run began, also of the one that led to the quarantine', () => {
    const times = { timeBegan: ago(9 * minuteInMs), timeEnded: ago(minuteInMs) };
    const lastExecution = execution({ state: 'Failed', ...times, error: { code: none } });
    expect(word({ snapshot: failed(none, { lastExecution }) })).toMatchObject({ from: times.timeBegan, at: times.timeEnded });
    const inQuarantine = quarantined({ currentBegan: ago(5), error: { code: none } });
    expect(word({ snapshot: { ...inQuarantine, lastExecution } })).toMatchObject({ from: times.timeBegan, at: ago(5) });
  });

  it('is nothing for what is of another service, is off, or cannot be read', () => {
    expect(word({ snapshot: failed('AzureActiveDirectoryForbidden') }).says).toBe('nothing');
    expect(word({ snapshot: failed(none, { state: 'Paused', schedule: { state: 'Paused' } }) }).says).toBe('nothing');
    expect(word({ snapshot: failed(none), readFailingSince: ago(1) }).says).toBe('nothing');
  });

  it('is that they work only after a run that needed them', () => {
    expect(word({})).toMatchObject({ says: 'up', upAt: ago(minuteInMs) });
    const group = { jobId: 'AAD2ADGroupProvisioning.0f', templateId: 'AAD2ADGroupProvisioning' };
    expect(word({ snapshot: snapshot(group) })).not.toHaveProperty('upAt');
    const wrote = execution({ countExported: 3 });
    expect(word({ snapshot: snapshot({ ...group, lastExecution: wrote }) })).toMatchObject({ says: 'up', upAt: wrote.timeEnded });
    const wroteBefore = { ...group, lastSuccessfulExecutionWithExports: { ...wrote, timeEnded: ago(hourInMs) } };
    expect(word({ snapshot: snapshot(wroteBefore) })).toMatchObject({ says: 'nothing', upAt: ago(hourInMs) });
  });

  it('says of any job one thing, and gives a time and a code with a complaint alone', () => {
    fc.assert(
      fc.property(anySnapshot, (any) => {
        const { says, code } = word({ snapshot: any });
        return (code !== undefined) === (says === 'down');
      }),
    );
  });
});

const say = (says: JobWord['says'], minutesAgo: number, changes: Partial<JobWord> = {}): JobWord => ({
  ...{ servicePrincipalId: 'sp', jobId: `job-${says}-${minutesAgo}`, displayName: 'corp.example', kind: 'cloudSyncUsers', says },
  at: ago(minutesAgo * minuteInMs),
  ...(says === 'down' && { code: none, namesAgents: true as const, runs: 2 }),
  ...(says === 'up' && { upAt: ago(minutesAgo * minuteInMs) }),
  ...changes,
});
const weak = { code: 'TimeOut', namesAgents: undefined } as unknown as Partial<JobWord>;
const judge = (words: JobWord[], changes: { othersRun?: boolean; reading?: AgentsReading } = {}) => {
  const { verdict, confidence, isAlarming } = judgeDomain({
    domain: 'corp.example',
    words,
    othersRun: true,
    reading: undefined,
    ...changes,
  });
  return [verdict, confidence, isAlarming];
};

describe('the verdict on the agents of a domain', () => {
  it.each([
    ['is nothing where nobody speaks', [say('nothing', 1)], ['unknown', undefined, false]],
    ['is that they work after a good run', [say('up', 1), say('nothing', 1)], ['up', 'likely', false]],
    ['is likely, and alarms, where two jobs agree in three runs', [say('down', 1), say('down', 2)], ['down', 'likely', true]],
    ['alarms of nothing yet after one run each', [say('down', 1, { runs: 1 }), say('down', 2, { runs: 1 })], ['down', 'possible', false]],
    ['is possible while one job says so', [say('down', 1), say('up', 9)], ['down', 'possible', false]],
    ['alarms on one job that names the agents in three runs', [say('down', 1, { runs: 3 })], ['down', 'possible', true]],
    ['adds nothing to the quarantine of one job', [say('down', 1, { runs: 9, isQuarantined: true })], ['down', 'possible', false]],
    [
      'explains the quarantines of two',
      [say('down', 1, { isQuarantined: true }), say('down', 2, { isQuarantined: true })],
      ['down', 'likely', true],
    ],
    [
      'explains them from their first failed run, after which none is tried for hours',
      [say('down', 1, { runs: 1, isQuarantined: true }), say('down', 2, { ...weak, runs: 1, isQuarantined: true }), say('nothing', 3)],
      ['down', 'likely', true],
    ],
    [
      'does not so where neither names the agents',
      [say('down', 1, { ...weak, runs: 1, isQuarantined: true }), say('down', 2, { ...weak, runs: 1, isQuarantined: true })],
      ['down', 'possible', false],
    ],
    [
      'does not so while another job runs well',
      [say('down', 1, { runs: 1, isQuarantined: true }), say('down', 2, { runs: 1, isQuarantined: true }), say('up', 9)],
      ['down', 'possible', false],
    ],
    [
      'takes one run each for no more where only one is in quarantine',
      [say('down', 1, { runs: 1, isQuarantined: true }), say('down', 2, { runs: 1 })],
      ['down', 'possible', false],
    ],
    [
      'adds nothing to the quarantine of one job at its first run',
      [say('down', 1, { runs: 1, isQuarantined: true })],
      ['down', 'possible', false],
    ],
    ['never alarms on one job that only waited in vain', [say('down', 1, { ...weak, runs: 99 })], ['down', 'possible', false]],
    ['is refuted by a later run of another job', [say('down', 5, { runs: 9 }), say('up', 1)], ['up', 'likely', false]],
    ['is that all waited in vain, where no job disagrees', [say('down', 1, weak), say('down', 1, weak)], ['down', 'likely', true]],
    [
      'leaves them in doubt where one of three has not',
      [say('down', 1, weak), say('down', 1, weak), say('up', 9)],
      ['down', 'possible', false],
    ],
    ['is likely where all fell silent while others run', [say('silent', 50), say('silent', 60)], ['down', 'likely', true]],
    ['is not moved by one that is silent beside one that runs', [say('silent', 50), say('up', 60)], ['up', 'likely', false]],
  ] as const)('%s', (_, words, expected) => {
    expect(judge([...words])).toEqual(expected);
  });

  it('takes silence and waiting for the agents only while the rest of the tenant runs', () => {
    expect(judge([say('silent', 50), say('silent', 60)], { othersRun: false })).toEqual(['down', 'possible', false]);
    expect(judge([say('down', 1, weak), say('down', 1, weak)], { othersRun: false })).toEqual(['down', 'possible', false]);
  });

  it('is refuted by a run of another job that ended after the failing one had begun, though before it ended', () => {
    const failing = say('down', 1, { runs: 50, from: ago(3 * minuteInMs), everyInMs: 2 * minuteInMs });
    expect(judge([failing, say('up', 2)])).toEqual(['up', 'likely', false]);
    expect(judge([failing, say('nothing', 2, { upAt: ago(2 * minuteInMs) })])).toEqual(['up', 'likely', false]);
    expect(judge([failing, say('nothing', 4, { upAt: ago(4 * minuteInMs) })])[0]).toBe('down');
  });

  it('never alarms on one job while another runs well, however often that one has failed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.nat({ max: 90 }), fc.nat({ max: 9_000 }), (at, upAt, lasted, runs) => {
        const failing = say('down', at, { runs, from: ago((at + lasted) * minuteInMs), everyInMs: 2 * minuteInMs });
        return judge([failing, say('up', upAt)])[2] === false;
      }),
    );
  });

  it('counts of the failed runs in a row only those that began after the others ran well, whether or not the schedule tells how many', () => {
    const failing = (minutes: number, changes: Partial<JobWord> = {}) =>
      say('down', minutes, { runs: 50, from: ago(minutes * minuteInMs), everyInMs: 5 * minuteInMs, ...changes });
    const beside = (minutes: number) => say('nothing', minutes, { upAt: ago(minutes * minuteInMs) });
    expect(judge([failing(1), failing(2), beside(4)])).toEqual(['down', 'possible', false]);
    expect(judge([failing(1), failing(2), beside(7)])).toEqual(['down', 'likely', true]);
    expect(judge([failing(1), beside(10)])).toEqual(['down', 'possible', false]);
    expect(judge([failing(1), beside(12)])).toEqual(['down', 'possible', true]);
    const { everyInMs: _, ...unscheduled } = failing(1);
    expect(judge([unscheduled, beside(80)])).toEqual(['down', 'possible', false]);
    expect(judge([unscheduled, beside(81)])).toEqual(['down', 'possible', true]);
  });

  it('takes the runs of quarantined jobs as Graph counts them where no job runs well, since they are tried too seldom to be told by times', () => {
    const held = (jobId: string) =>
      say('down', 300, { jobId, runs: 5, isQuarantined: true, everyInMs: 40 * minuteInMs, upAt: ago(301 * minuteInMs) });
    expect(judge([held('one'), held('two')])).toEqual(['down', 'likely', true]);
  });

  const agent = (status: Agent['status'], domains = ['corp.example']): Agent => ({ id: `${status} ${domains}`, status, domains });
  const reading = (minutesAgo: number, ...agents: Agent[]): AgentsReading => ({ facts: { agents }, readAt: ago(minutesAgo * minuteInMs) });

  const noneActive = { reading: reading(1, agent('inactive')) };

  it('is what Graph says, where a job fails or nobody could tell otherwise', () => {
    expect(judge([say('nothing', 1)], noneActive)).toEqual(['down', 'confirmed', true]);
    expect(judge([say('nothing', 1, { upAt: ago(30 * minuteInMs) })], noneActive)).toEqual(['down', 'confirmed', true]);
    expect(judge([say('down', 5, { ...weak, runs: 1 }), say('up', 30)], noneActive)).toEqual(['down', 'confirmed', true]);
    expect(judge([say('silent', 50)], noneActive)).toEqual(['down', 'confirmed', true]);
    expect(judge([say('nothing', 1, { isOff: true })], noneActive)).toEqual(['down', 'confirmed', false]);
    expect(judge([say('down', 30), say('down', 31)], { reading: reading(1, agent('active'), agent('inactive')) })).toEqual([
      'up',
      'confirmed',
      false,
    ]);
  });

  it('is that they work where a job ran well since the last report that Graph can have had, ten minutes before it was asked', () => {
    expect(judge([say('up', 10)], noneActive)).toEqual(['up', 'likely', false]);
    expect(judge([say('up', 10), say('down', 30)], noneActive)).toEqual(['up', 'likely', false]);
    expect(judge([say('up', 1)], { reading: reading(100, agent('inactive')) })).toEqual(['up', 'likely', false]);
  });

  it('is a doubt while Graph alone calls them inactive and the jobs run well at their pace, or could not be read', () => {
    const doubt = ['unknown', undefined, false];
    expect(judge([say('up', 30)], noneActive)).toEqual(doubt);
    expect(judge([say('up', 30), say('down', 40)], noneActive)).toEqual(doubt);
    expect(judge([say('nothing', 30, { isUnread: true, upAt: ago(30 * minuteInMs) })], noneActive)).toEqual(doubt);
    expect(judge([say('nothing', 30), say('nothing', 30, { isUnread: true })], noneActive)).toEqual(doubt);
  });

  it('never alarms on what Graph alone says while a job runs well and none fails, whenever that was and whenever it was asked', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_000 }), fc.nat({ max: 120 }), fc.boolean(), (ranAgo, readAgo, isUnread) => {
        const word = isUnread ? say('nothing', ranAgo, { isUnread, upAt: ago(ranAgo * minuteInMs) }) : say('up', ranAgo);
        return judge([word, say('nothing', 1)], { reading: reading(readAgo, agent('inactive')) })[2] === false;
      }),
    );
  });

  it('trusts an agent that Graph calls active only as of its last report, ten minutes before', () => {
    expect(judge([say('down', 5), say('down', 6)], { reading: reading(1, agent('active')) })).toEqual(['down', 'likely', true]);
  });

  it('takes no word of Graph on another domain for this one, nor on agents of which it tells no domain', () => {
    for (const domains of [['other.example'], []])
      for (const status of ['active', 'inactive'] as const)
        expect(agentsOf('corp.example', { agents: [agent(status, domains)] })).toEqual({ state: 'unknown', agents: [] });
    const other = ['other.example'];
    expect(agentsOf('corp.example', { agents: [agent('inactive', other)], truncated: true }).state).toBe('unknown');
    expect(agentsOf('corp.example', { agents: [] }).state).toBe('unknown');
    expect(agentsOf('corp.example', { unavailable: { reason: 'notSupported' } }).state).toBe('unknown');
  });

  it('never takes agents for all inactive, or all active, where the list lacks some of them or one has no known state', () => {
    const [on, out, odd] = [agent('active'), agent('inactive'), agent('unknown')];
    const stateOf = (agents: Agent[], lacks: object = {}) => agentsOf('corp.example', { agents, ...lacks }).state;
    expect([stateOf([out]), stateOf([on]), stateOf([on, out])]).toEqual(['noneActive', 'allActive', 'someInactive']);
    for (const lacks of [{ truncated: true }, { malformed: 1 }])
      expect([stateOf([out], lacks), stateOf([on], lacks), stateOf([on, out], lacks)]).toEqual(['unknown', 'unknown', 'someInactive']);
    expect([stateOf([out, odd]), stateOf([on, odd])]).toEqual(['unknown', 'unknown']);
    const facts = { agents: [out], truncated: true as const };
    expect(judge([say('up', 9)], { reading: { facts, readAt: ago(minuteInMs) } })).toEqual(['up', 'likely', false]);
    const seen = { agents: [on], truncated: true as const };
    const complaints = [say('down', 30), say('down', 31)];
    expect(judge(complaints, { reading: { facts: seen, readAt: ago(minuteInMs) } })).toEqual(['up', 'confirmed', false]);
  });

  it('lets what Graph said more than two hours ago, or at a time that lies ahead, count no more', () => {
    const old = { ...reading(0, agent('inactive')), readAt: ago(2 * hourInMs + 1) };
    expect(heldReading(old, now)).toBeUndefined();
    expect(heldReading({ ...old, readAt: ago(2 * hourInMs) }, now)).toBeDefined();
    expect(heldReading({ ...old, readAt: ago(-hourInMs) }, now)).toBeUndefined();
  });
});
