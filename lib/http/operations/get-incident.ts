import * as z from 'zod';
import { incidentReadAt } from '../../application/show/observed-at.ts';
import { findIncident } from '../../application/tenant/find-incident.ts';
import { parseIncidentId } from '../../domain/ids.ts';
import { incidentDocument } from '../documents/incident-document.ts';
import { emptyQuery, nameParameter } from '../schemas/common.ts';
import { IncidentDetail } from '../schemas/incident.ts';
import { defineOperation } from './define-operation.ts';

/** One incident with its timeline. */
export const getIncidentOperation = defineOperation({
  id: 'get-incident',
  role: 'Reader',
  tag: 'Incidents',
  summary: 'Get one incident with its timeline',
  description: 'What is wrong or was, since when, who was told and when, who acknowledged it, and what was done about it.',
  path: z.strictObject({ incidentId: nameParameter }),
  query: emptyQuery,
  page: ({ path: { incidentId } }) => (parseIncidentId(incidentId) === undefined ? undefined : `/incidents/${incidentId}`),
  answers: { 200: { description: 'The incident.', schema: IncidentDetail } },
  problems: ['NotFound'],
  async handle({ deps, caller, baseUrl, path }) {
    const incident = await findIncident(deps, path.incidentId, caller.visible);
    return {
      observedAt: () => incidentReadAt(deps, incident),
      body: () => incidentDocument(incident, { baseUrl, portalBaseUrl: deps.settings.portalBaseUrl }),
    };
  },
});
