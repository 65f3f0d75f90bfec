import { assign, type Scope } from './scope.ts';
import { isBag, textOf } from './values.ts';

/** Folded. https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod */
export const restParameters = [
  'uri',
  'method',
  'headers',
  'contenttype',
  'body',
  'authentication',
  'token',
  'allowunencryptedauthentication',
  'maximumretrycount',
  'retryintervalsec',
  'skiphttperrorcheck',
  'statuscodevariable',
  'responseheadersvariable',
];

/**
 * Sends the request that the command would send, and answers what it would answer.
 * @throws Error as the command ends a script: on an error of the other side that is not left to the script, and on a token over plain http.
 */
export async function invokeRestMethod(given: Map<string, unknown>, scope: Scope): Promise<unknown[]> {
  const uri = textOf(given.get('uri'));
  const { answer, text } = await sendPatiently(given, scope, uri);
  if (!answer.ok && given.get('skiphttperrorcheck') !== true) throw new Error(`${uri} answered ${answer.status}: ${text}`);
  if (given.has('statuscodevariable')) assign(scope, textOf(given.get('statuscodevariable')), answer.status);
  const headers = Object.fromEntries([...answer.headers].map(([name, value]) => [name, [value]]));
  if (given.has('responseheadersvariable')) assign(scope, textOf(given.get('responseheadersvariable')), headers);
  const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
  const body: unknown = isJson ? JSON.parse(text) : text;
  return Array.isArray(body) ? body : [body];
}

// Whatever is between 400 and 599 is sent again, after Retry-After where the answer names it.
async function sendPatiently(given: Map<string, unknown>, { outside }: Scope, uri: string): Promise<{ answer: Response; text: string }> {
  for (let left = Number(given.get('maximumretrycount') ?? 0); ; left--) {
    const answer = await outside.fetch(uri, requestOf(given, uri));
    const text = await answer.text();
    if (answer.ok || left <= 0) return { answer, text };
    await outside.sleep(Number(answer.headers.get('retry-after') ?? given.get('retryintervalsec') ?? 5));
  }
}

function requestOf(given: Map<string, unknown>, uri: string): RequestInit {
  const headers = new Headers();
  const extra = given.get('headers');
  if (isBag(extra)) for (const [name, value] of Object.entries(extra)) headers.set(name, textOf(value));
  if (given.get('authentication') === 'Bearer') {
    if (!uri.startsWith('https:') && given.get('allowunencryptedauthentication') !== true)
      throw new Error('The cmdlet cannot protect plain text secrets sent over unencrypted connections.');
    headers.set('authorization', `Bearer ${textOf(given.get('token'))}`);
  }
  const method = textOf(given.get('method') ?? 'Get').toUpperCase();
  if (!given.has('body')) return { method, headers };
  headers.set('content-type', textOf(given.get('contenttype') ?? 'application/x-www-form-urlencoded'));
  return { method, headers, body: textOf(given.get('body')) };
}
