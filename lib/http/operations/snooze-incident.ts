import * as z from 'zod';
import { snoozeIncident } from '../../application/operate/quiet-incident.ts';
import { incidentDocument } from '../documents/incident-document.ts';
import { emptyQuery, nameParameter, timeParameter } from '../schemas/common.ts';
import { IncidentDetail } from '../schemas/incident.ts';
import { defineOperation } from './define-operation.ts';

const BodySchema = z.strictObject({
  until: timeParameter.meta({ description: 'At most 30 days ahead.' }),
  reason: z.string().min(1).max(500).optional(),
});

/** Keeps it silent for a while. */
export const snoozeIncidentOperation = defineOperation({
  id: 'snooze-incident',
  role: 'Operator',
  tag: 'Incidents',
  summary: 'Snooze an incident',
  description: 'No card tells of changes before that time. Saying the same again changes nothing.',
  path: z.strictObject({ incidentId: nameParameter }),
  query: emptyQuery,
  body: { schema: BodySchema, limitInBytes: 65_536 },
  answers: { 200: { description: 'The incident.', schema: IncidentDetail } },
  problems: ['NotFound', 'IncidentClosed'],
  async handle({ deps, caller, baseUrl, path, body, requestId }) {
    const order = { ...path, ...body, actor: caller.actor, visible: caller.tenants, requestId };
    const { incident, messages } = await snoozeIncident(deps, order);
    return { messages, body: () => incidentDocument(incident, { baseUrl, portalBaseUrl: deps.settings.portalBaseUrl }) };
  },
});
