import * as z from 'zod';
import { incidentReadAt, readingTimes } from '../../../application/show/fleet/observed-at.ts';
import { findIncident } from '../../../application/tenant/visible/find-incident.ts';
import { parseIncidentId } from '../../../domain/ids.ts';
import { emptyQuery, nameParameter } from '../../schemas/common.ts';
import { IncidentDetail } from '../../schemas/incident/incident.ts';
import { defineOperation } from '../define-operation.ts';
import { showIncident } from './show-incident.ts';

/** One incident with its timeline and its job. */
export const getIncidentOperation = defineOperation({
  id: 'get-incident',
  role: 'Reader',
  tag: 'Incidents',
  summary: 'Get one incident with its explanation, its timeline and its job',
  description:
    'What is wrong or was, since when, what to do about it, who was told and when, who acknowledged it, what was done about it, whether it held, and the whole document of its job as it is now.',
  path: z.strictObject({ incidentId: nameParameter }),
  query: emptyQuery,
  page: ({ path: { incidentId } }) => (parseIncidentId(incidentId) === undefined ? undefined : `/incidents/${incidentId}`),
  answers: { 200: { description: 'The incident.', schema: IncidentDetail } },
  problems: ['NotFound'],
  async handle({ deps, caller, baseUrl, path }) {
    const incident = await findIncident(deps, path.incidentId, caller.visible);
    const { document, job } = await showIncident({ deps, caller, baseUrl }, incident);
    return { readAt: () => (job ? readingTimes([job.job]) : incidentReadAt(deps, incident)), body: () => document };
  },
});
