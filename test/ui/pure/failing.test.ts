import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FailingCause, Job, ProvisioningErrors } from '../../../client/client.d.ts';
import type { FailingObjects } from '../../../lib/application/diagnose/list-provisioning-errors.ts';
import { rowKinds } from '../../../lib/domain/job/failing/log-row.ts';
import { provisioningErrorsDocument, provisioningErrorsTable } from '../../../lib/http/documents/job/provisioning-errors-document.ts';
import { askedBy, failingPath } from '../../../ui/screens/story/failing/failing-path.ts';
import { failingTable } from '../../../ui/screens/story/failing/failing-table.ts';
import { failingSentence, howMany, notKnownWords, stateWords } from '../../../ui/screens/story/failing/failing-words.ts';
import { unavailableReason } from '../../../ui/words/unavailable.ts';

const now = Date.parse('2026-11-30T06:00:00.000Z');
const job = { tenantId: 't', servicePrincipalId: 's', jobId: 'AD2AAD.1' } as Job;

function cause(given: Partial<FailingCause>): FailingCause {
  return {
    status: 'failure',
    code: 'InvalidDomain',
    explanation: {
      code: 'InvalidDomain',
      title: 'A domain is refused',
      meaning: '',
      causes: [],
      remedies: [],
      whoMustAct: 'tenant-admin',
      sources: [],
    },
    whoMustAct: 'tenant-admin',
    count: 1,
    objects: 1,
    state: 'stillFailing',
    firstSeen: '2026-11-29T06:00:00.000Z',
    lastSeen: '2026-11-30T05:00:00.000Z',
    examples: [],
    ...given,
  };
}

function answer(value: FailingCause[], more: Partial<ProvisioningErrors> = {}): ProvisioningErrors {
  const read = { rows: value.reduce((sum, { count }) => sum + count, 0), from: '2026-11-29T06:00:00.000Z', to: '2026-11-30T06:00:00.000Z' };
  return { value, read, truncated: false, ...more };
}

describe('what is asked of the log', () => {
  it('is what the address says, and the usual where it says something else', () => {
    const asked = (text: string) => askedBy(new URLSearchParams(text));
    expect(asked('log=7d&rows=skipped')).toEqual({ span: '7d', rows: 'skipped' });
    expect(asked('log=constructor&rows=toString')).toEqual({ span: '24h', rows: 'usual' });
  });

  it('ends when it is asked, and names no person unless that is wanted', () => {
    const path = failingPath(job, { span: '6h', rows: 'skipped', withNames: false, at: now });
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    expect(pathname).toBe('/api/v1/tenants/t/servicePrincipals/s/jobs/AD2AAD.1/provisioningErrors');
    expect(Object.fromEntries(searchParams)).toEqual({
      from: '2026-11-30T00:00:00.000Z',
      to: '2026-11-30T06:00:00.000Z',
      status: 'skipped',
    });
    expect(failingPath(job, { span: '6h', rows: 'usual', withNames: true, at: now })).toMatch(/&include=names$/);
  });
});

describe('the answer of the log', () => {
  it('says first whether one cause makes up most of it', () => {
    const said = (value: FailingCause[]) => failingSentence(answer(value), 'the last hour');
    expect(said([cause({ count: 4_400 }), cause({ count: 40 }), cause({ count: 14 })])).toBe(
      '3 causes; one of them makes up 4,400 of 4,454 rows.',
    );
    expect(said([cause({ count: 50 }), cause({ count: 50 })])).toBe('2 causes; none of them makes up more than half of 100 rows.');
    expect(said([cause({ count: 9, objects: 3 })])).toBe('3 objects, all for one cause.');
    expect(said([])).toBe('Nothing of the kind stands in the log of the last hour.');
    expect(failingSentence(answer([], { truncated: true }), 'the last hour')).toBe('Nothing of the kind stands in what was read.');
  });

  it('is no empty list where nothing could be understood', () => {
    const read = { rows: 0, notUnderstood: 12, from: '2026-11-29T06:00:00.000Z', to: '2026-11-30T06:00:00.000Z' };
    expect(failingSentence(answer([], { read }), 'the last hour')).toBe('Nothing of what was read could be understood.');
  });

  it('names rows beside objects only where they differ', () => {
    expect(howMany({ objects: 1, count: 1 })).toBe('1 object');
    expect(howMany({ objects: 31, count: 620 })).toBe('31 objects in 620 rows');
    expect(howMany({ objects: 3, atLeast: true, count: 5 })).toBe('At least 3 objects in 5 rows');
  });

  it('calls an object that is skipped, or that waits to be deleted, no failure', () => {
    for (const kind of ['skipped', 'stagedDelete'] as const) expect(Object.values(stateWords[kind]).join()).not.toMatch(/fail/i);
  });

  it('says of a cause whose state is not known what was seen, and that the rest is not known', () => {
    for (const kind of rowKinds) {
      expect(stateWords[kind].unknown).toMatch(/^(Has|Was) /);
      expect(notKnownWords[kind]).toMatch(/^seen in this time; whether it still .* is not known$/);
    }
  });

  it('is a table in which nothing is a formula', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('=1+1', '+x', '-x', '@x', '\tx'));
    fc.assert(
      fc.property(text, text, (code, name) => {
        const table = failingTable(answer([cause({ code, examples: [{ id: 'a', type: 'User', name }] })], { truncated: true }));
        expect(table).toMatch(/^status,code,title,.*,readFrom,readTo,truncated,/);
        expect(table).toContain('2026-11-29T06:00:00.000Z,2026-11-30T06:00:00.000Z,true,');
        const cells = table.match(/"(?:[^"]|"")*"|[^,"\r\n]+/g) ?? [];
        expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('why something may not be read', () => {
  it('is said in words, and stays as it is where this page does not know it', () => {
    expect(unavailableReason('notSupported')).toBe('Microsoft Graph gives no application the right to read it.');
    expect(unavailableReason('constructor')).toBe('constructor');
  });
});

describe('the table that the page saves', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('=1+1', 'a,b', 'say "no"', 'two\r\nlines', '-3'));
  const optional = (member: string) => fc.record({ [member]: text }, { requiredKeys: [] });
  const causeOf = fc
    .tuple(
      fc.constantFrom(...rowKinds),
      text,
      optional('step'),
      optional('attribute'),
      fc.nat(),
      fc.boolean(),
      fc.array(text, { maxLength: 3 }),
    )
    .map(([kind, code, step, attribute, count, isLeast, names]): FailingObjects['causes'][number] => ({
      ...step,
      ...attribute,
      kind,
      code,
      explanation: cause({ code }).explanation,
      count,
      objects: count,
      ...(isLeast && { atLeast: true }),
      state: 'new',
      firstSeen: '2026-11-29T06:00:00.000Z',
      lastSeen: '2026-11-30T05:00:00.000Z',
      examples: names.map((name, index) => ({ id: `id ${index}`, type: 'User', name })),
    }));

  it('is that of the API, to the letter: the same columns, cells and order', () => {
    const foundOf = fc.record({
      causes: fc.array(causeOf, { minLength: 1, maxLength: 4 }),
      notUnderstood: fc.nat(3),
      truncated: fc.boolean(),
      notKept: fc.boolean(),
      compared: fc.option(fc.constantFrom({ at: '2026-11-29T18:00:00.000Z', by: 'run' } as const), { nil: undefined }),
    });
    fc.assert(
      fc.property(foundOf, fc.boolean(), ({ causes, notUnderstood, truncated, notKept, compared }, withNames) => {
        const read: FailingObjects['read'] = {
          rows: 9,
          notUnderstood,
          ...(notKept && { notKept }),
          from: '2026-11-29T06:00:00.000Z',
          to: '2026-11-30T06:00:00.000Z',
        };
        const found: FailingObjects = { causes, read, truncated, loggedUntil: read.to, ...(compared && { compared }) };
        const shown = JSON.parse(JSON.stringify(provisioningErrorsDocument(found, withNames))) as ProvisioningErrors;
        expect(failingTable(shown)).toBe(provisioningErrorsTable(found, withNames));
      }),
    );
  });
});
