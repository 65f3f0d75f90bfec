import type { ProvisioningErrors } from '../../../../client/client.d.ts';
import { csvOf } from '../../../words/csv.ts';

/** The causes that are shown, with the columns that the API itself has for them. */
export function failingTable({ value = [], read, truncated, comparedAt, comparedBy, loggedUntil }: ProvisioningErrors): string {
  return csvOf(
    value.map(
      ({ status, code, explanation, step, attribute, whoMustAct, count, objects, atLeast, state, firstSeen, lastSeen, examples }) => ({
        status,
        code,
        title: explanation.title,
        step,
        attribute,
        whoMustAct,
        count,
        objects,
        state,
        firstSeen,
        lastSeen,
        examples: examples.map(({ id, name }) => (name ? `${id} (${name})` : id)).join('; '),
        atLeast,
        readFrom: read?.from,
        readTo: read?.to,
        truncated,
        notUnderstood: read?.notUnderstood ?? 0,
        comparedAt,
        comparedBy,
        loggedUntil,
        notKept: read?.notKept,
      }),
    ),
  );
}
