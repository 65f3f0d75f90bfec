import { randomUUID } from 'node:crypto';
import type { Answer } from './shot.ts';

/** Lets something be done in the demo, so that the screens that tell of it have something to tell: an action that runs, one that waits for an approval, a grant. */
export async function makePast(api: string): Promise<void> {
  const held = await jobStoppedBy(api, 'TooManyDeletes');
  const other = await jobStoppedBy(api, 'AzureActiveDirectoryInvalidCredential');
  const { stagedDeletes } = (await (await fetch(`${held.links.self}/stagedDeletes`)).json()) as Answer;
  const reason = 'These accounts left with the Leeds office.';
  await ask(held, 'restart', { resetScope: ['ForceDeletes'], confirm: held.jobId, stagedDeletes, reason });
  await ask(other, 'validateCredentials', { reason: 'The password was changed this morning.' });
  await ask(other, 'clearQuarantine', { reason: 'CHG-2291: new password saved.' });
  const person = `${held.tenantId}.5d1c2f8e-6b0a-4c7e-9a51-3f2b7c9d1e11`;
  const grant = { displayName: 'Maya Okafor', scopes: [{ tenantId: held.tenantId, cap: 'Operator' }] };
  await send('PUT', `${api}/grants/${person}`, grant);
}

async function jobStoppedBy(api: string, code: string): Promise<Answer> {
  const { value } = (await (await fetch(`${api}/jobs?errorCode=${code}`)).json()) as Answer;
  return (await (await fetch(value[0].links.self)).json()) as Answer;
}

async function ask(job: Answer, action: string, body: object): Promise<void> {
  await send('POST', `${job.links.self}/${action}`, body);
}

async function send(method: string, url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  // What a run before has done already is done.
  if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}
