import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { causeState, type ReadWindow } from '../../../../lib/domain/job/failing/cause-state.ts';
import { countObjects, examplesOf, groupRows } from '../../../../lib/domain/job/failing/group-rows.ts';
import { type LogRow, rowKinds } from '../../../../lib/domain/job/failing/log-row.ts';
import { namedAttribute } from '../../../../lib/domain/job/failing/named-attribute.ts';
import { knownRuns } from '../../../../lib/domain/job/known-runs.ts';
import type { TaskExecution } from '../../../../lib/domain/job/synchronization-job.ts';
import { threadTimeOf } from '../../../support/thread-time.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 3, minute)).toISOString();
const row = (minute: number, change: Partial<LogRow> = {}): LogRow => ({ kind: 'failure', at: at(minute), code: 'A', ...change });

describe('rows of the provisioning log', () => {
  it('are one cause when code, step and attribute are the same, in any case of their letters', () => {
    const rows = [
      row(1, { code: 'DuplicateTargetEntries', step: 'matching' }),
      row(2, { code: 'duplicatetargetentries', step: 'matching' }),
      row(3, { code: 'DuplicateTargetEntries', step: 'export' }),
      row(4, { code: 'DuplicateTargetEntries', step: 'export', attribute: 'mail' }),
      row(5, { code: 'DuplicateTargetEntries', step: 'export', attribute: 'Mail' }),
      row(6, { kind: 'skipped', code: 'DuplicateTargetEntries', step: 'export' }),
    ];
    expect(groupRows(rows).map(({ kind, step, attribute, rows: { length } }) => [kind, step, attribute, length])).toEqual([
      ['failure', 'matching', undefined, 2],
      ['failure', 'export', 'mail', 2],
      ['failure', 'export', undefined, 1],
      ['skipped', 'export', undefined, 1],
    ]);
  });

  it('are all counted, and in one group each', () => {
    const anyRow = fc.record({
      kind: fc.constantFrom(...rowKinds),
      at: fc.integer({ min: 0, max: 59 }).map(at),
      code: fc.constantFrom('A', 'a', 'B', 'Unknown'),
      step: fc.constantFrom('import', 'export'),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const groups = groupRows(rows);
        expect(groups.flatMap((group) => group.rows).length).toBe(rows.length);
        const sizes = groups.map((group) => group.rows.length);
        expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
        for (const { kind, code, step, rows: own } of groups) {
          const plain = rows.filter((each) => each.kind === kind && each.code.toLowerCase() === code.toLowerCase() && each.step === step);
          expect(own).toEqual(plain);
        }
      }),
    );
  });

  it('count an object once, and show up to five, those tried last first', () => {
    const rows = Array.from({ length: 40 }, (_, index) => row(index, { object: { id: `object-${index % 8}`, type: 'User' } }));
    expect(countObjects([...rows, row(50)])).toBe(8);
    expect(examplesOf(rows).map(({ id }) => id)).toEqual(['object-7', 'object-6', 'object-5', 'object-4', 'object-3']);
  });
});

describe('the attribute that a reason names', () => {
  it.each([
    ["Invalid value specified for property 'mobile' of resource 'User'.", 'mobile'],
    ['The attribute "userPrincipalName" must be unique.', 'userPrincipalName'],
    ['Property [proxyAddresses] is too long', 'proxyAddresses'],
    ['Another object with the same value for property userPrincipalName already exists.', 'userPrincipalName'],
    ['Another object with the same value for the attribute mail already exists', 'mail'],
    [
      "The 'urn:ietf:params:scim:schemas:core:2.0:User:userName' attribute is required",
      'urn:ietf:params:scim:schemas:core:2.0:User:userName',
    ],
    ['AttributeName: extensionAttribute1, value was refused', 'extensionAttribute1'],
    ['An attribute named `employeeId` was not found', 'employeeId'],
  ])('is found in: %s', (reason, attribute) => {
    expect(namedAttribute(reason)).toBe(attribute);
  });

  it.each([
    'The attribute value is too long for the target.',
    'A property of the object is not valid.',
    "The value 'ada@contoso.example' is already in use.",
    'Attributes were changed by an administrator.',
    '',
  ])('is not made up where none is named: %s', (reason) => {
    expect(namedAttribute(reason)).toBeUndefined();
  });

  it('takes no longer for what is made to be slow', () => {
    const hostile = `attribute ${'"a'.repeat(2_000)} same value for property ${'a'.repeat(4_000)}`;
    const nameOften = () => {
      for (let turn = 0; turn < 50; turn += 1) namedAttribute(hostile.slice(0, 4_096));
    };
    expect(threadTimeOf(nameOften)).toBeLessThan(1_000);
  });
});

describe('a cause', () => {
  const window = (change: Partial<ReadWindow> = {}): ReadWindow => ({
    from: at(0),
    to: at(59),
    truncated: false,
    notUnderstood: 0,
    comparedAt: at(20),
    runs: [{ began: at(21), ended: at(30) }],
    ...change,
  });

  it('still fails when it is seen on both sides of the time that is compared', () => {
    expect(causeState([row(5), row(25)], window())).toBe('stillFailing');
    expect(causeState([row(5), row(25)], window({ truncated: true }))).toBe('stillFailing');
  });

  it('is new when it is seen since, unless older rows were left unread', () => {
    expect(causeState([row(25)], window())).toBe('new');
    expect(causeState([row(25)], window({ truncated: true }))).toBe('unknown');
  });

  it('is fixed when a run that began after its last row is over for a quarter of an hour and shows none', () => {
    const ran = (...runs: [number, number][]) => window({ runs: runs.map(([began, ended]) => ({ began: at(began), ended: at(ended) })) });
    expect(causeState([row(5)], window())).toBe('fixed');
    expect(causeState([row(5)], ran([6, 7]))).toBe('fixed');
    expect(causeState([row(5)], ran([21, 50]))).toBe('unknown');
    expect(causeState([row(5), row(7)], ran([6, 30]))).toBe('unknown');
    expect(causeState([row(5)], ran([5, 30]))).toBe('unknown');
    expect(causeState([row(5)], ran())).toBe('unknown');
  });

  it('is neither new nor fixed where a row could not be understood, as that may be one of its own', () => {
    expect(causeState([row(25)], window({ notUnderstood: 1 }))).toBe('unknown');
    expect(causeState([row(5)], window({ notUnderstood: 1 }))).toBe('unknown');
    expect(causeState([row(5), row(25)], window({ notUnderstood: 1 }))).toBe('stillFailing');
  });

  it('is fixed in a job that runs every two minutes too, whose last run is never over for long', () => {
    const everyTwoMinutes = Array.from({ length: 29 }, (_, turn) => ({ began: at(2 * turn), ended: at(2 * turn + 1) }));
    const now = { comparedAt: at(56), runs: everyTwoMinutes };
    expect(causeState([row(5)], window(now))).toBe('fixed');
    expect(causeState([row(5), row(43)], window(now))).toBe('unknown');
    expect(causeState([row(5)], window({ ...now, runs: everyTwoMinutes.slice(-1) }))).toBe('unknown');
  });

  it('takes no run for known that failed as a whole, goes on, or is only planned', () => {
    const run = (state: TaskExecution['state'], began: number, ended?: number) =>
      ({ state, timeBegan: at(began), ...(ended !== undefined && { timeEnded: at(ended) }) }) as TaskExecution;
    expect(knownRuns([{ lastExecution: run('Failed', 1, 2) }, { lastExecution: run('Succeeded', 3) }, {}])).toEqual([]);
    const seen = { lastExecution: run('EntryLevelErrors', 5, 6), lastSuccessfulExecution: run('Succeeded', 1, 2) };
    expect(knownRuns([seen])).toEqual([
      { began: at(5), ended: at(6) },
      { began: at(1), ended: at(2) },
    ]);
  });

  it('is unknown where nothing is compared, or nothing before that time was read', () => {
    expect(causeState([row(5), row(25)], { from: at(0), to: at(59), truncated: false, notUnderstood: 0, runs: [] })).toBe('unknown');
    expect(causeState([row(25)], window({ from: at(20) }))).toBe('unknown');
  });
});
