import * as z from 'zod';
import { acknowledgeIncident } from '../../application/operate/quiet-incident.ts';
import { incidentDocument } from '../documents/incident-document.ts';
import { emptyQuery, nameParameter } from '../schemas/common.ts';
import { IncidentDetail } from '../schemas/incident.ts';
import { defineOperation } from './define-operation.ts';

/** Says that somebody has seen it: reminders stop. */
export const acknowledgeIncidentOperation = defineOperation({
  id: 'acknowledge-incident',
  role: 'Operator',
  tag: 'Incidents',
  summary: 'Acknowledge an incident',
  description: 'Reminders stop; that it ends is still told. Saying it again changes nothing.',
  path: z.strictObject({ incidentId: nameParameter }),
  query: emptyQuery,
  body: { schema: z.strictObject({}), limitInBytes: 65_536 },
  answers: { 200: { description: 'The incident.', schema: IncidentDetail } },
  problems: ['NotFound', 'IncidentClosed'],
  async handle({ deps, caller, baseUrl, path, requestId }) {
    const order = { ...path, actor: caller.actor, visible: caller.tenants, requestId };
    const { incident, messages } = await acknowledgeIncident(deps, order);
    return { messages, body: () => incidentDocument(incident, { baseUrl, portalBaseUrl: deps.settings.portalBaseUrl }) };
  },
});
