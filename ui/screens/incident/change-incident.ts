import type { Incident } from '../../../client/client.d.ts';
import { change } from '../../api/change.ts';
import { announce } from '../../parts/announcer.tsx';

/** Takes an incident on or keeps it quiet; answers why not, where it was refused. Both may be repeated without harm. */
export async function changeIncident(
  incidentId: string,
  deed: 'acknowledge' | 'snooze',
  body: object,
  said: string,
): Promise<string | undefined> {
  const answer = await change<Incident>(`incidents/${encodeURIComponent(incidentId)}/${deed}`, { method: 'POST', body });
  if (!answer.done) return answer.refusal;
  announce(said);
  return undefined;
}
