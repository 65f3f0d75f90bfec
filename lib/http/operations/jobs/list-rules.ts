import type * as z from 'zod';
import { listRules } from '../../../application/diagnose/list-rules.ts';
import type { SynchronizationRule } from '../../../domain/job/rules/synchronization-rule.ts';
import { mostSubjects, subjectNamesOf } from '../../../domain/operation/provision-subject.ts';
import { defined } from '../../../domain/optional.ts';
import { emptyQuery, jobPath } from '../../schemas/common.ts';
import { Rules } from '../../schemas/job/rules.ts';
import { defineOperation } from '../define-operation.ts';

/** By which rules a job synchronizes. */
export const listRulesOperation = defineOperation({
  id: 'list-rules',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'List the rules of one job, for provisioning on demand',
  description:
    "Ids, names and object types, out of the job's schema in Microsoft Graph; an instance keeps them for an hour. Where the schema may not be read there is no `value`, but `unavailable` with the reason. `subjects` says how many objects one request names, and by what they can be named in this job.",
  path: jobPath,
  query: emptyQuery,
  answers: { 200: { description: 'The rules.', schema: Rules } },
  problems: ['NotFound', 'UpstreamFailed'],
  async handle({ deps, caller, path }) {
    const read = await listRules(deps, path, caller.visible);
    const subjects = { most: mostSubjects, namedBy: subjectNamesOf(read.source) };
    if ('unavailable' in read) return { body: () => ({ subjects, unavailable: read.unavailable }) };
    const { rules, readAt, truncated } = read;
    return { body: () => ({ value: rules.map(ruleFields), subjects, readAt, truncated }) };
  },
});

function ruleFields({ objectMappings, ...rule }: SynchronizationRule): NonNullable<z.input<typeof Rules>['value']>[number] {
  return {
    ...rule,
    objectMappings: objectMappings.map(({ isEnabled, ...names }) => ({ ...names, ...defined({ enabled: isEnabled }) })),
  };
}
