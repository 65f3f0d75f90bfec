import * as z from 'zod';
import {
  acknowledgeIncident,
  type QuietAnswer,
  type QuietOrder,
  snoozeIncident,
} from '../../../application/operate/request/quiet-incident.ts';
import { emptyQuery, keptText, nameParameter, timeParameter } from '../../schemas/common.ts';
import { IncidentDetail } from '../../schemas/incident/incident.ts';
import { defineOperation } from '../define-operation.ts';
import type { OperationDeps } from '../operation-deps.ts';
import { showIncident } from './show-incident.ts';

interface QuietFacts<Id extends string, Body extends z.ZodType<object>> {
  id: Id;
  summary: string;
  description: string;
  body: Body;
  quiet(deps: OperationDeps, order: QuietOrder & z.output<Body>): Promise<QuietAnswer>;
}

/** Makes an open incident be told less. */
function defineQuieting<Id extends string, Body extends z.ZodType<object>>({
  id,
  summary,
  description,
  body,
  quiet,
}: QuietFacts<Id, Body>) {
  return defineOperation({
    id,
    role: 'Operator',
    tag: 'Incidents',
    summary,
    description,
    path: z.strictObject({ incidentId: nameParameter }),
    query: emptyQuery,
    body: { schema: body, limitInBytes: 65_536 },
    answers: { 200: { description: 'The incident.', schema: IncidentDetail } },
    problems: ['NotFound', 'CappedByGrant', 'IncidentClosed', 'Conflict'],
    async handle({ deps, caller, baseUrl, path, body: given, requestId }) {
      const order = { ...path, ...given, caller, requestId };
      const { incident, messages } = await quiet(deps, order);
      const { document } = await showIncident({ deps, caller, baseUrl }, incident);
      return { messages, body: () => document };
    },
  });
}

/** Says that somebody has seen it: reminders stop. */
export const acknowledgeIncidentOperation = defineQuieting({
  id: 'acknowledge-incident',
  summary: 'Acknowledge an incident',
  description: 'Reminders stop; that it ends is still told. Saying it again changes nothing.',
  body: z.strictObject({}),
  quiet: acknowledgeIncident,
});

/** Keeps it silent for a while. */
export const snoozeIncidentOperation = defineQuieting({
  id: 'snooze-incident',
  summary: 'Snooze an incident',
  description:
    'No card tells of changes before that time, except that the job is about to be switched off. Saying the same again changes nothing.',
  body: z.strictObject({
    until: timeParameter.meta({ description: 'At most 30 days ahead, and not after `quarantine.disableAt` of the job.' }),
    reason: keptText(500).optional(),
  }),
  quiet: snoozeIncident,
});
