import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toProvisionResult } from '../../../../lib/adapters/graph/shapes/to-provision-result.ts';

const person = 'Ada Lovelace';
const step = (name: string, type: string, status = 'Success', details: object = {}) => ({
  name,
  type,
  status,
  description: `${name} of ${person}`,
  timestamp: '2026-03-02T08:00:00.1234567Z',
  details: { objectId: `CN=${person},OU=People`, ...details },
});
const steps = (exported = 'Success', details = {}) => [
  step('EntryImport', 'Import'),
  step('EntrySynchronizationScoping', 'Scoping'),
  step('EntryMatching', 'Matching'),
  step('EntryExportAdd', 'Export', exported, details),
];
const modifiedProperties = [{ displayName: 'displayName', oldValue: null, newValue: person }];
const kept = [
  { name: 'EntryImport', type: 'import', status: 'Success' },
  { name: 'EntrySynchronizationScoping', type: 'scoping', status: 'Success' },
  { name: 'EntryMatching', type: 'matching', status: 'Success' },
  { name: 'EntryExportAdd', type: 'export', status: 'Success' },
];
const typeName = 'Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo';

/** The first form: two JSON texts, of which the key holds the result. */
const asTexts = (result: object, value: object) => ({ key: JSON.stringify(result), value: JSON.stringify(value) });

const several = ['ada', 'CN=Grace,DC=corp'].map((objectId) => ({ objectId, objectTypeName: 'user' }));
const isSubject = (place: unknown) => place === undefined || place === 0 || place === 1;

describe('what provisioning on demand came to', () => {
  it.each<[string, object]>([
    ['two JSON texts', asTexts({ result: 'Success', details: {} }, { provisioningSteps: steps(), modifiedProperties })],
    ['the name of a type and a list', { key: typeName, value: [{ provisioningSteps: steps(), modifiedProperties }] }],
    ['the name of a type and a list as a JSON text', { key: typeName, value: JSON.stringify([{ provisioningSteps: steps() }]) }],
    ['the name of a type and a list of steps', { key: typeName, value: steps() }],
    ['a status beside the steps', { key: typeName, value: [{ provisioningSteps: steps(), statusInfo: { status: 'success' } }] }],
  ])('is read from %s, step types in any case, and names nobody', (_form, body) => {
    const result = toProvisionResult(body, []);
    expect(result).toEqual({ result: 'Success', steps: kept });
    expect(JSON.stringify(result)).not.toContain('Lovelace');
  });

  it('is a failure when a step failed, whatever the key calls it', () => {
    const body = asTexts({ result: 'Success', details: {} }, { provisioningSteps: steps('Failure', { errorCode: 'TargetUserNotFound' }) });
    expect(toProvisionResult(body, [])).toMatchObject({ result: 'Failure', errorCode: 'TargetUserNotFound' });
  });

  it.each<[string, object]>([
    [
      'the key',
      asTexts(
        { result: 'Failure', details: { errorCode: 'TargetUserNotFound', errorMessage: person } },
        { provisioningSteps: steps('Failure') },
      ),
    ],
    ['the step that failed', { key: typeName, value: [{ provisioningSteps: steps('failure', { errorCode: 'TargetUserNotFound' }) }] }],
    [
      'the status of the whole',
      {
        key: typeName,
        value: [
          { provisioningSteps: steps('Failure'), statusInfo: { status: 'Failed', errorInformation: { errorCode: 'TargetUserNotFound' } } },
        ],
      },
    ],
  ])('names the error code, which stands in %s', (_place, body) => {
    expect(toProvisionResult(body, [])).toMatchObject({
      result: 'Failure',
      errorCode: 'TargetUserNotFound',
      steps: [{}, {}, {}, { status: 'Failure' }],
    });
  });

  it('is that of the worst of several subjects', () => {
    const parts = [steps(), steps('Skipped'), steps('Failure')].map((provisioningSteps) => ({ provisioningSteps }));
    expect(toProvisionResult({ key: typeName, value: parts.slice(0, 2) }, []).result).toBe('Skipped');
    expect(toProvisionResult({ key: typeName, value: parts }, []).result).toBe('Failure');
  });

  it.each<[string, unknown, string]>([
    ['nothing at all', undefined, 'key: nothing; value: nothing'],
    ['an empty pair', { key: '', value: '' }, 'key: text; value: text'],
    ['a type and no list', { key: typeName, value: null }, 'key: text; value: null'],
    ['an empty list', { key: typeName, value: [] }, 'key: text; value: list of 0'],
    ['a list of persons', { key: typeName, value: [person, person] }, 'key: text; value: list of 2 (text)'],
    [
      'a JSON text without a result',
      asTexts({ outcome: person }, [person]),
      'key: JSON text (object); value: JSON text (list of 1 (text))',
    ],
    ['a word that nobody published', asTexts({ result: 'Lovelace' }, {}), 'key: JSON text (object); value: JSON text (object)'],
    [
      'a step that is none',
      { key: typeName, value: [{ provisioningSteps: [...steps(), person] }] },
      'key: text; value: list of 1 (object)',
    ],
  ])('is Unknown, with what was seen, of %s', (_title, body, seen) => {
    const result = toProvisionResult(body, []);
    expect(result).toMatchObject({ result: 'Unknown', seen });
    expect(JSON.stringify(result)).not.toContain('Lovelace');
  });

  it('is never Succeeded, which is a status of ours, and Unknown exactly where it says what was seen, whatever Graph sends', () => {
    const text = fc.oneof(fc.constantFrom('Success', 'Succeeded', 'failure', 'SKIPPED', 'import', typeName), fc.json(), fc.string());
    const thing = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.constant(null), fc.array(tie('value')), tie('object')),
      object: fc.record(
        {
          result: tie('value'),
          errorCode: tie('value'),
          details: fc.oneof(tie('value'), fc.record({ objectId: fc.constantFrom('ada', 'ADA ', person) })),
          sourceIdentity: fc.record({ id: fc.constantFrom('ada', 'cn=grace,dc=corp', person) }),
          statusInfo: tie('value'),
          provisioningSteps: tie('value'),
          name: text,
          type: text,
          status: text,
        },
        { requiredKeys: [] },
      ),
    }));
    void fc.assert(
      fc.property(thing.value, thing.value, (key, value) => {
        const { result, seen, subjects, steps: printed } = toProvisionResult({ key, value }, several);
        expect(['Success', 'Skipped', 'Warning', 'Failure', 'Unknown']).toContain(result);
        expect(seen !== undefined).toBe(result === 'Unknown');
        expect(subjects).toHaveLength(several.length);
        expect(printed.every(({ subject }) => isSubject(subject))).toBe(true);
        // A failure of one is one of the whole; and where all is well, nobody is worse off.
        if (subjects?.some((each) => each.result === 'Failure')) expect(result).toBe('Failure');
        if (result === 'Success') expect(subjects?.every((each) => ['Success', 'Unknown'].includes(each.result))).toBe(true);
      }),
    );
  });

  it('bears lists within lists without end', () => {
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(toProvisionResult({ key: nested, value: JSON.parse(nested) }, several)).toMatchObject({ result: 'Unknown', steps: [] });
  });
});

describe('whose the steps of provisioning on demand are', () => {
  const of = (objectId: string, exported = 'Success', details = {}) => [
    { ...step('EntryImport', 'Import'), details: { objectId } },
    { ...step('EntryMatching', 'Matching'), details: { id: 'of the target' } },
    { ...step('EntryExportAdd', 'Export', exported), details },
  ];
  const listOf = (...value: object[]) => ({ key: typeName, value });
  const read = (body: object, subjects = several) => {
    const { subjects: each, steps: printed, result } = toProvisionResult(body, subjects);
    return {
      result,
      each: each?.map((one) => [one.result, one.errorCode].filter(Boolean).join(' ')),
      whose: printed.map(({ subject }) => subject),
    };
  };

  it('is no question where one was asked for', () => {
    const [ada] = several;
    expect(read(listOf({ provisioningSteps: of('another name of hers') }), ada ? [ada] : [])).toEqual({
      result: 'Success',
      each: undefined,
      whose: [0, 0, 0],
    });
  });

  it('is said by the source of each part, in any order and case', () => {
    const [ada, grace] = [of('x'), of('x', 'Failure', { errorCode: 'Duplicate' })];
    const body = listOf(
      { provisioningSteps: grace, sourceIdentity: { id: 'cn=grace,DC=CORP' } },
      { provisioningSteps: ada, sourceIdentity: { id: 'ada' } },
    );
    expect(read(body)).toEqual({ result: 'Failure', each: ['Success', 'Failure Duplicate'], whose: [1, 1, 1, 0, 0, 0] });
  });

  it('is said by the import where there is one part for each', () => {
    const body = listOf(
      { provisioningSteps: of('ada', 'Skipped', { SkipReason: 'RedundantExport' }) },
      { provisioningSteps: of('CN=Grace,DC=corp') },
    );
    expect(read(body)).toEqual({ result: 'Skipped', each: ['Skipped', 'Success'], whose: [0, 0, 0, 1, 1, 1] });
  });

  it('is not known of steps that name nobody in one list for all', () => {
    const all = (exported: string) =>
      asTexts({ result: 'Success' }, { provisioningSteps: [...of('ada'), ...of('CN=Grace,DC=corp', exported)] });
    const whose = [0, undefined, undefined, 1, undefined, undefined];
    expect(read(all('Success'))).toEqual({ result: 'Success', each: ['Success', 'Success'], whose });
    expect(read(all('Failure'))).toEqual({ result: 'Failure', each: ['Unknown', 'Unknown'], whose });
  });

  it('is not known of a subject that is never named, though all went well: perhaps nobody looked at it', () => {
    const body = asTexts({ result: 'Success' }, { provisioningSteps: of('ada') });
    expect(read(body)).toEqual({ result: 'Success', each: ['Success', 'Unknown'], whose: [0, undefined, undefined] });
  });

  it('is nobody of two with the same id, and the whole that failed leaves nobody well', () => {
    const twins = [several[0], several[0]].flatMap((one) => one ?? []);
    expect(read(listOf({ provisioningSteps: of('ada') }, { provisioningSteps: of('ada') }), twins).whose).toEqual(Array(6).fill(undefined));
    expect(read(asTexts({ result: 'Failure' }, { provisioningSteps: of('ada') })).each).toEqual(['Unknown', 'Unknown']);
  });

  it('says where there were more steps than are kept', () => {
    const long = (count: number) =>
      toProvisionResult(listOf({ provisioningSteps: Array.from({ length: count }, () => of('ada')).flat() }), several);
    expect(long(10)).not.toHaveProperty('truncated');
    expect(long(11)).toMatchObject({ truncated: true, steps: { length: 30 } });
  });
});
