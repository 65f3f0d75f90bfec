import type { Clock, Log } from '../../../application/ports/ports.ts';
import type { RequestBudget } from '../../../application/ports/request-budget.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { keepPauses } from './keep-pauses.ts';
import { type AskGraph, openSdk } from './open-sdk.ts';
import { type GraphAnswer, type GraphClientOptions, type GraphRequest, sendRequest } from './send-request.ts';

/** What each request goes through that really leaves; one that repeats a refused one counts like any other. */
type CallBudget = Pick<RequestBudget, 'ask'> & Partial<RequestBudget>;

/** Everything one use of a port asks of one tenant's Graph; it may replace a refused token once. */
export interface GraphCall {
  /**
   * Sends one request; a 401 is answered by one forced token refresh and one repetition per call, nothing else is retried.
   * @throws UpstreamError for every answer but 2xx with readable JSON, and for none at all.
   */
  send(request: GraphRequest): Promise<GraphAnswer>;
  /** Replaces the token that was refused; false when this call has already done so. */
  replaceToken(): Promise<boolean>;
  /** Says that the token lacked a permission: the next call asks for a new one, which may hold what was granted meanwhile. */
  distrustToken(): void;
}

export interface GraphClient {
  /** Where paging links must point. */
  baseUrl: string;
  clock: Pick<Clock, 'now'>;
  log?: Log;
  openCall(tenantId: string, budget?: CallBudget): GraphCall;
  /**
   * Sends one request and never a second one, whatever the answer.
   * @throws UpstreamError for every answer but 2xx with readable JSON, and for none at all.
   */
  sendOnce(tenantId: string, request: GraphRequest): Promise<GraphAnswer>;
}

/** A client of Microsoft Graph v1.0; Microsoft's SDK is loaded with its first request. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { baseUrl, clock, log } = options;
  let sdk: Promise<AskGraph> | undefined;
  const pauses = keepPauses(clock);
  const distrusted = new Set<string>();
  const send: Send = async (tenantId, token, request) => {
    pauses.check(tenantId, request.operation);
    sdk ??= openSdk(baseUrl);
    try {
      return await sendRequest(await sdk, options, tenantId, token, request);
    } catch (error) {
      pauses.note(tenantId, error);
      throw error;
    }
  };
  return {
    baseUrl,
    clock,
    ...(log && { log }),
    openCall: (tenantId, budget = unlimited) => openCall({ ...options, distrusted, budget }, send, tenantId),
    sendOnce: (tenantId, request) => send(tenantId, () => options.getToken(tenantId), request),
  };
}

const unlimited: CallBudget = { ask: (request) => request() };

type Send = (tenantId: string, token: () => Promise<string>, request: GraphRequest) => Promise<GraphAnswer>;

interface CallOptions extends Pick<GraphClientOptions, 'getToken' | 'log' | 'keepsToken'> {
  /** Tenants whose token lacked a permission. */
  distrusted: Set<string>;
  budget: CallBudget;
}

function openCall({ getToken, log, keepsToken, distrusted, budget }: CallOptions, sendOnce: Send, tenantId: string): GraphCall {
  let token: string | undefined;
  let isReplaced = false;

  async function currentToken(): Promise<string> {
    token ??= await getToken(tenantId, { forceRefresh: distrusted.delete(tenantId) });
    return token;
  }

  function distrustToken(): void {
    if (!keepsToken) distrusted.add(tenantId);
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

  const sendOne = (request: GraphRequest) => budget.ask(() => sendOnce(tenantId, currentToken, request));

  async function send(request: GraphRequest): Promise<GraphAnswer> {
    try {
      return await sendOne(request);
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.evidence.service !== 'graph') throw error;
      const { reason, status } = error.evidence;
      if (reason === 'consentMissing') distrustToken();
      if (status !== 401) throw error;
      if (budget.left?.() === 0) {
        // Refused as such, and not for what it lacks: it is good for nothing else either.
        if (reason === 'unauthorized') distrusted.add(tenantId);
        throw error;
      }
      if (!(await replaceToken())) throw error;
      return await sendOne(request);
    }
  }

  return { send, replaceToken, distrustToken };
}
