import type { LoggedObject } from '../../../domain/job/failing/log-row.ts';

// A user principal name, a distinguished name or a sentence; ids of systems hold none of these.
const tells = /[@=\s]/;

/** Objects of the log, by id and type: what tells of a person, the name and an id that is one, only where names are asked for. */
export function shownExamples(examples: readonly LoggedObject[], withNames: boolean): LoggedObject[] {
  if (withNames) return [...examples];
  return examples.filter(({ id }) => !tells.test(id)).map(({ id, type }) => ({ id, type }));
}
