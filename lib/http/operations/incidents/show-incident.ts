import type * as z from 'zod';
import { judgeQuiet } from '../../../application/operate/request/quiet-incident.ts';
import { tellActions } from '../../../application/operate/request/tell-actions.ts';
import { describeIncident } from '../../../application/show/get-incident.ts';
import type { ShownJob } from '../../../application/show/jobs/get-job.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { defined } from '../../../domain/optional.ts';
import { incidentDocument } from '../../documents/incident/incident-document.ts';
import type { IncidentDetail } from '../../schemas/incident/incident.ts';
import type { OperationInput } from '../define-operation.ts';

interface Shown {
  document: z.input<typeof IncidentDetail>;
  /** Its job as it is now. */
  job?: ShownJob;
}

/** The document of an incident that the caller may see. */
export async function showIncident(
  { deps, caller, baseUrl }: Pick<OperationInput, 'deps' | 'caller' | 'baseUrl'>,
  incident: Incident,
): Promise<Shown> {
  const { pollIntervalInMs, coolDownInMs, portalBaseUrl } = deps.settings;
  const shown = await describeIncident(deps, incident, { visible: caller.visible, pollIntervalInMs });
  const { job } = shown;
  const facts = job && { job: job.record, reading: job.job, current: job.operation, caller, coolDownInMs, now: job.now };
  const actions = facts === undefined ? [] : await tellActions(deps, facts);
  const surroundings = { baseUrl, portalBaseUrl, visible: caller.visible, refusal: judgeQuiet(caller, incident) };
  return { document: incidentDocument(shown, actions, surroundings), ...defined({ job }) };
}
