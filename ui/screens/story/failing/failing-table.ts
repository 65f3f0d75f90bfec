import type { FailingCause } from '../../../../client/client.d.ts';
import { csvOf } from '../../../words/csv.ts';

const columns = [
  'status',
  'code',
  'title',
  'step',
  'attribute',
  'whoMustAct',
  'count',
  'objects',
  'state',
  'firstSeen',
  'lastSeen',
  'examples',
];

/** The causes that are shown, with the columns that the API itself has for them. */
export function failingTable(causes: readonly FailingCause[]): string {
  return csvOf(
    columns,
    causes.map(({ status, code, explanation, step, attribute, whoMustAct, count, objects, state, firstSeen, lastSeen, examples }) => [
      status,
      code,
      explanation.title,
      step,
      attribute,
      whoMustAct,
      count,
      objects,
      state,
      firstSeen,
      lastSeen,
      examples.map(({ id, name }) => (name ? `${id} (${name})` : id)).join('; '),
    ]),
  );
}
