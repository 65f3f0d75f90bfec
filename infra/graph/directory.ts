import { setTimeout as sleep } from 'node:timers/promises';

type Method = 'GET' | 'POST' | 'PATCH';

export interface DirectoryRequest {
  method: Method;
  /** Below `/v1.0`. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Graph refused a request, or did not answer it. */
export class DirectoryError extends Error {
  override name = 'DirectoryError' as const;
  readonly status: number;
  readonly code: string;
  readonly request: DirectoryRequest;
  readonly retryAfterInMs: number | undefined;
  constructor(request: DirectoryRequest, status: number, code: string, message: string, retryAfterInMs?: number) {
    super(`${request.method} ${request.path}: ${status} ${code} ${message}`);
    this.status = status;
    this.code = code;
    this.request = request;
    this.retryAfterInMs = retryAfterInMs;
  }
}

export interface DirectoryOptions {
  /** Origin of Graph. */
  baseUrl: string;
  getToken(): Promise<string>;
  wait?(delayInMs: number): Promise<unknown>;
}

export interface Directory {
  baseUrl: string;
  /** The answer; undefined where there is none (404). */
  find<Answer>(path: string): Promise<Answer | undefined>;
  /** All pages. */
  list<Item>(path: string): Promise<Item[]>;
  send<Answer>(request: DirectoryRequest): Promise<Answer>;
  wait(delayInMs: number): Promise<unknown>;
}

const tries = 12;
const longestPauseInMs = 30_000;

/** Graph as a person who sets the service up may use it. Reads and what may be said twice are repeated until they are answered. */
export function createDirectory({ baseUrl, getToken, wait = sleep }: DirectoryOptions): Directory {
  const send = <Answer>(request: DirectoryRequest) => patiently(wait, isPassing, () => exchange<Answer>(request, baseUrl, getToken));
  const directory: Directory = {
    baseUrl,
    wait,
    // A POST may have been carried out although its answer was lost: `ensure` looks before it says it again.
    send: (request) => (request.method === 'POST' ? exchange(request, baseUrl, getToken) : send(request)),
    async find(path) {
      try {
        return await send({ method: 'GET', path });
      } catch (error) {
        if (error instanceof DirectoryError && error.status === 404) return undefined;
        throw error;
      }
    },
    async list<Item>(path: string) {
      const items: Item[] = [];
      let next: string | undefined = path;
      while (next !== undefined) {
        const page: { value: Item[]; '@odata.nextLink'?: string } = await send({ method: 'GET', path: next });
        items.push(...page.value);
        next = page['@odata.nextLink']?.replace(`${baseUrl}/v1.0`, '');
      }
      return items;
    },
  };
  return directory;
}

/**
 * Makes sure that something exists, whoever made it. What a directory was just told it forgets for a while, since each of its replicas
 * learns of it in its own time; so a refusal that time can cure is tried again, after another look.
 */
export async function ensure<Thing>(
  { wait }: Pick<Directory, 'wait'>,
  { find, make }: { find(): Promise<Thing | undefined>; make(): Promise<Thing> },
): Promise<{ thing: Thing; isNew: boolean }> {
  return patiently(
    wait,
    (error) => isPassing(error) || isReplicating(error) || isThere(error),
    async () => {
      const found = await find();
      return found === undefined ? { thing: await make(), isNew: true } : { thing: found, isNew: false };
    },
  );
}

/** Asks until a replica answers that has heard of what was just made. */
export function retried<Result>({ wait }: Pick<Directory, 'wait'>, run: () => Promise<Result>): Promise<Result> {
  return patiently(wait, (error) => isPassing(error) || isReplicating(error), run);
}

async function patiently<Result>(wait: Directory['wait'], isCurable: (error: DirectoryError) => boolean, run: () => Promise<Result>) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof DirectoryError) || !isCurable(error) || attempt === tries) throw error;
      await wait(error.retryAfterInMs ?? Math.min(1_000 * 2 ** (attempt - 1), longestPauseInMs));
    }
  }
}

/** Busy, or out for a moment. */
function isPassing({ status }: DirectoryError): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/**
 * What a directory says whose replica has not heard yet: no such object, an application without its principal's backing, and, as a
 * refusal, the like of it. https://github.com/Azure/azure-cli/pull/17412
 */
function isReplicating({ status, message }: DirectoryError): boolean {
  if (status === 404) return true;
  return /does not reference a valid application object|must in the local tenant|does not exist or one of its queried/i.test(message);
}

/** Somebody was first, or our own answer was lost: the next look finds it. */
function isThere({ status, message }: DirectoryError): boolean {
  return status === 409 || (status === 400 && /already exists/i.test(message));
}

/** Whether who runs this may not do it; others may. */
export function isForbidden(error: unknown): error is DirectoryError {
  return error instanceof DirectoryError && (error.status === 403 || error.status === 401) && !isReplicating(error);
}

async function exchange<Answer>(request: DirectoryRequest, baseUrl: string, getToken: () => Promise<string>): Promise<Answer> {
  const { method, path, body, headers } = request;
  const response = await fetch(`${baseUrl}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${await getToken()}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    throw new DirectoryError(request, 0, 'NoAnswer', error.message);
  });
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
  const { code, message } = faultOf(text);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  throw new DirectoryError(request, response.status, code, message, Number.isNaN(seconds) ? undefined : seconds * 1_000);
}

function faultOf(text: string): { code: string; message: string } {
  try {
    const { code = '', message = '' } = JSON.parse(text).error ?? {};
    return { code, message };
  } catch {
    return { code: '', message: text.slice(0, 200) };
  }
}
