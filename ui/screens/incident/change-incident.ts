import type { Incident } from '../../../client/client.d.ts';
import { readShownSoon } from '../../api/refresh.ts';
import { request } from '../../api/request.ts';
import { announce } from '../../parts/announcer.tsx';

/** Takes an incident on or keeps it quiet; answers why not, where it was refused. Both may be repeated without harm. */
export async function changeIncident(
  incidentId: string,
  change: 'acknowledge' | 'snooze',
  body: object,
  said: string,
): Promise<string | undefined> {
  const answer = await request<Incident>(`/api/v1/incidents/${encodeURIComponent(incidentId)}/${change}`, { method: 'POST', body });
  if (answer.kind === 'problem') return `${answer.problem.title}. ${answer.problem.detail}`;
  if (answer.kind === 'none') return 'Not known whether it arrived. Press again: it cannot be done twice.';
  announce(said);
  readShownSoon();
  return undefined;
}
