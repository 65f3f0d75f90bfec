import type { HttpRequest } from '@azure/functions';
import { isForeignChange, isLoopback, signOfProxy } from '../../../domain/access/judge-sender.ts';
import { HttpProblemError } from '../../problems/problem.ts';
import { hostOf } from '../judge-transport.ts';

/**
 * Without authentication only this machine may call, and directly.
 * @throws HttpProblemError 403 ForeignHost or ProxiedRequest.
 */
export function judgeNearness(request: HttpRequest, { isProbe }: { isProbe: boolean }): void {
  if (!isLoopback(hostOf(request))) {
    throw new HttpProblemError('ForeignHost', 'Without authentication this API answers on 127.0.0.1 and localhost only.');
  }
  const sign = isProbe ? undefined : signOfProxy(request.headers.keys());
  if (sign !== undefined) {
    const detail = `The request came through a proxy, as its header ${sign} says, and without authentication only this machine may call.`;
    throw new HttpProblemError('ProxiedRequest', detail);
  }
}

/**
 * Nobody changes anything through a page that somebody else wrote.
 * @throws HttpProblemError 403 ForeignOrigin.
 */
export function judgeOrigin(request: HttpRequest, corsOrigins: readonly string[]): void {
  const { method, headers } = request;
  const sender = { method, host: hostOf(request), origin: headers.get('origin'), fetchSite: headers.get('sec-fetch-site') };
  if (isForeignChange(sender, corsOrigins)) {
    throw new HttpProblemError('ForeignOrigin', 'A page of another origin asked for a change, and CORS_ORIGINS does not name that origin.');
  }
}
