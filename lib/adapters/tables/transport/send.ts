import type { HttpClient, Pipeline } from '@azure/core-rest-pipeline';

interface TableRequest {
  method: 'GET' | 'POST';
  /** Behind the address of the account, such as `$batch`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: Buffer;
  abortSignal: AbortSignal;
}

export interface TableAnswer {
  status: number;
  headers: { get(name: string): string | undefined };
  text: string;
}

/** One request to the service, whatever it answers. Rejects when there is no answer. */
export type Send = (request: TableRequest) => Promise<TableAnswer>;

const commonHeaders = { 'x-ms-version': '2019-02-02', dataserviceversion: '3.0' };

/**
 * Sends through the pipeline of the SDK's client, less the policies that write and read bodies after the SDK's own description of an
 * operation: the same signature, the same repeats, the same connections, and a body that nobody touches.
 */
export function createSend(
  { createHttpHeaders, createPipelineRequest }: typeof import('@azure/core-rest-pipeline'),
  { url: accountUrl, pipeline: whole }: { url: string; pipeline: Pipeline },
  httpClient: HttpClient,
): Send {
  const pipeline = whole.clone();
  pipeline.removePolicy({ phase: 'Serialize' });
  pipeline.removePolicy({ phase: 'Deserialize' });
  const allowInsecureConnection = new URL(accountUrl).protocol === 'http:';
  return async ({ method, path, query = {}, headers = {}, body, abortSignal }) => {
    const request = createPipelineRequest({
      method,
      url: addressOf(accountUrl, path, query),
      headers: createHttpHeaders({ ...commonHeaders, ...headers }),
      abortSignal,
      allowInsecureConnection,
      ...(body && { body }),
    });
    const answer = await pipeline.sendRequest(httpClient, request);
    return { status: answer.status, headers: answer.headers, text: answer.bodyAsText ?? '' };
  };
}

/** The account's address may carry a SAS as its query. */
function addressOf(accountUrl: string, path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(accountUrl);
  url.pathname = `${url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`}${path}`;
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  url.search = [...(url.search ? [url.search.slice(1)] : []), ...options].join('&');
  return url.href;
}
