import type { Clock, Log } from '../../../application/ports/ports.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { type GraphAnswer, type GraphClientOptions, type GraphRequest, type GraphSdk, sendRequest } from './send-request.ts';

/** Everything one use of a port asks of one tenant's Graph; it may replace a refused token once. */
export interface GraphCall {
  /**
   * Sends one request; a 401 is answered by one forced token refresh and one repetition per call, nothing else is retried.
   * @throws UpstreamError for every answer but 2xx with readable JSON, and for none at all.
   */
  send(request: GraphRequest): Promise<GraphAnswer>;
  /** Replaces the token that was refused; false when this call has already done so. */
  replaceToken(): Promise<boolean>;
}

export interface GraphClient {
  /** Where paging links must point. */
  baseUrl: string;
  clock: Pick<Clock, 'now'>;
  log?: Log;
  openCall(tenantId: string): GraphCall;
}

/**
 * A client of Microsoft Graph v1.0 on Microsoft's SDK with our own middleware instead of its default chain:
 * that one retries inside the call, follows redirects and has no deadline.
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  let sdk: Promise<GraphSdk> | undefined;
  const loadSdk = () => {
    sdk ??= import('@microsoft/microsoft-graph-client');
    return sdk;
  };
  const { baseUrl, clock, log } = options;
  return { baseUrl, clock, ...(log && { log }), openCall: (tenantId) => openCall(options, loadSdk, tenantId) };
}

function openCall(options: GraphClientOptions, loadSdk: () => Promise<GraphSdk>, tenantId: string): GraphCall {
  const { getToken, log } = options;
  let token: string | undefined;
  let isReplaced = false;

  async function currentToken(): Promise<string> {
    token ??= await getToken(tenantId);
    return token;
  }

  async function replaceToken(): Promise<boolean> {
    if (isReplaced) return false;
    isReplaced = true;
    log?.info('Graph refused the token; using a new one', { tenantId });
    const refused = token;
    const cached = await getToken(tenantId);
    // Parallel calls are refused together: only the first needs a new token, the others find it in the cache.
    token = cached === refused ? await getToken(tenantId, { forceRefresh: true }) : cached;
    return true;
  }

  async function send(request: GraphRequest): Promise<GraphAnswer> {
    try {
      return await sendRequest(await loadSdk(), options, tenantId, currentToken, request);
    } catch (error) {
      const isRefused = error instanceof UpstreamError && error.evidence.service === 'graph' && error.evidence.status === 401;
      if (!isRefused || !(await replaceToken())) throw error;
      return await sendRequest(await loadSdk(), options, tenantId, currentToken, request);
    }
  }

  return { send, replaceToken };
}
