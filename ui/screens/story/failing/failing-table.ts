import type { ProvisioningErrors } from '../../../../client/client.d.ts';
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
  'atLeast',
  'readFrom',
  'readTo',
  'truncated',
  'notUnderstood',
  'comparedAt',
  'comparedBy',
  'loggedUntil',
  'notKept',
];

/** The causes that are shown, with the columns that the API itself has for them. */
export function failingTable({ value = [], read, truncated, comparedAt, comparedBy, loggedUntil }: ProvisioningErrors): string {
  const asRead = [read?.from, read?.to, String(truncated), read?.notUnderstood ?? 0];
  const reached = [...asRead, comparedAt, comparedBy, loggedUntil, read?.notKept && String(read.notKept)];
  return csvOf(
    columns,
    value.map(
      ({ status, code, explanation, step, attribute, whoMustAct, count, objects, atLeast, state, firstSeen, lastSeen, examples }) => [
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
        atLeast && String(atLeast),
        ...reached,
      ],
    ),
  );
}
