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

describe('what provisioning on demand came to', () => {
  it.each<[string, object]>([
    ['two JSON texts', asTexts({ result: 'Success', details: {} }, { provisioningSteps: steps(), modifiedProperties })],
    ['the name of a type and a list', { key: typeName, value: [{ provisioningSteps: steps(), modifiedProperties }] }],
    ['the name of a type and a list as a JSON text', { key: typeName, value: JSON.stringify([{ provisioningSteps: steps() }]) }],
    ['the name of a type and a list of steps', { key: typeName, value: steps() }],
    ['a status beside the steps', { key: typeName, value: [{ provisioningSteps: steps(), statusInfo: { status: 'success' } }] }],
  ])('is read from %s, step types in any case, and names nobody', (_form, body) => {
    const result = toProvisionResult(body);
    expect(result).toEqual({ result: 'Success', steps: kept });
    expect(JSON.stringify(result)).not.toContain('Lovelace');
  });

  it('is a failure when a step failed, whatever the key calls it', () => {
    const body = asTexts({ result: 'Success', details: {} }, { provisioningSteps: steps('Failure', { errorCode: 'TargetUserNotFound' }) });
    expect(toProvisionResult(body)).toMatchObject({ result: 'Failure', errorCode: 'TargetUserNotFound' });
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
    expect(toProvisionResult(body)).toMatchObject({
      result: 'Failure',
      errorCode: 'TargetUserNotFound',
      steps: [{}, {}, {}, { status: 'Failure' }],
    });
  });

  it('is that of the worst of several subjects', () => {
    const parts = [steps(), steps('Skipped'), steps('Failure')].map((provisioningSteps) => ({ provisioningSteps }));
    expect(toProvisionResult({ key: typeName, value: parts.slice(0, 2) }).result).toBe('Skipped');
    expect(toProvisionResult({ key: typeName, value: parts }).result).toBe('Failure');
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
    const result = toProvisionResult(body);
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
          details: tie('value'),
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
        const { result, seen } = toProvisionResult({ key, value });
        expect(['Success', 'Skipped', 'Warning', 'Failure', 'Unknown']).toContain(result);
        expect(seen !== undefined).toBe(result === 'Unknown');
      }),
    );
  });

  it('bears lists within lists without end', () => {
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(toProvisionResult({ key: nested, value: JSON.parse(nested) })).toMatchObject({ result: 'Unknown', steps: [] });
  });
});
