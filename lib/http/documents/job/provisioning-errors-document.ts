import type * as z from 'zod';
import type { FailingCause, FailingObjects } from '../../../application/diagnose/list-provisioning-errors.ts';
import type { ProvisioningErrors } from '../../schemas/job/provisioning-errors.ts';
import { renderCsv } from '../render-csv.ts';
import { shownExamples } from './shown-examples.ts';

type Document = z.input<typeof ProvisioningErrors>;

export function provisioningErrorsDocument(
  { causes, read, compared, loggedUntil, truncated }: FailingObjects,
  withNames: boolean,
): Document {
  const { notUnderstood, ...reached } = read;
  return {
    value: causes.map((cause) => causeFields(cause, withNames)),
    read: { ...reached, ...(notUnderstood > 0 && { notUnderstood }) },
    ...(compared && { comparedAt: compared.at, comparedBy: compared.by }),
    loggedUntil,
    truncated,
  };
}

function causeFields({ kind, explanation, examples, ...cause }: FailingCause, withNames: boolean): NonNullable<Document['value']>[number] {
  const { whoMustAct } = explanation;
  return { status: kind, ...cause, explanation, whoMustAct, examples: shownExamples(examples, withNames) };
}

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

/**
 * One line a cause; its examples, by id, share one cell. Each says how far was read and what its state compares, so that no line looks more
 * complete than the answer was; where there is no cause a line says that alone.
 */
export function provisioningErrorsTable({ causes, read, truncated, compared, loggedUntil }: FailingObjects, withNames: boolean): string {
  const asRead = [read.from, read.to, String(truncated), read.notUnderstood];
  const reached = [...asRead, compared?.at, compared?.by, loggedUntil, read.notKept && String(read.notKept)];
  const lines = causes.map((cause) => [...cellsOf(cause, withNames), ...reached]);
  const none = [...columns.slice(0, -reached.length).map(() => undefined), ...reached];
  return renderCsv(columns, lines.length > 0 ? lines : [none]);
}

function cellsOf(cause: FailingCause, withNames: boolean) {
  const { kind, code, explanation, step, attribute, count, objects, atLeast, state, firstSeen, lastSeen, examples } = cause;
  return [
    kind,
    code,
    explanation.title,
    step,
    attribute,
    explanation.whoMustAct,
    count,
    objects,
    state,
    firstSeen,
    lastSeen,
    shownExamples(examples, withNames)
      .map(({ id, name }) => (name ? `${id} (${name})` : id))
      .join('; '),
    atLeast && String(atLeast),
  ];
}
