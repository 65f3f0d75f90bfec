import type { HttpRequest } from '@azure/functions';
import { HttpProblemError } from '../problems/problem.ts';
import { judgeBodySize } from './judge-transport.ts';

/**
 * The body as a JSON value; an empty one is `{}`.
 * @throws HttpProblemError 413, 415 or 400 InvalidJson.
 */
export async function readBody(request: HttpRequest, limitInBytes: number): Promise<unknown> {
  const bytes = Buffer.from(await request.arrayBuffer());
  judgeBodySize(bytes.byteLength, limitInBytes);
  if (bytes.byteLength === 0) return {};
  judgeMediaType(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpProblemError('InvalidJson', 'The body is not JSON in UTF-8.');
  }
}

function judgeMediaType(request: HttpRequest): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (type.trim() !== 'application/json' || !isUtf8 || encoding.toLowerCase() !== 'identity') {
    throw new HttpProblemError('UnsupportedMediaType', 'Send application/json in UTF-8 without a Content-Encoding.');
  }
}
