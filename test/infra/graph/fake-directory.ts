import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, answerTo, type DirectoryState, fault } from './directory-answers.ts';

interface Seen {
  method: string;
  path: string;
  status: number;
}

interface Rule {
  method: string;
  path: RegExp;
  times: number;
}

export interface FakeDirectory extends DirectoryState, AsyncDisposable {
  baseUrl: string;
  seen: Seen[];
  /** Knows the principal of an identity only after this many requests that name it. */
  forget(principalId: string, requests: number): void;
  /** Refuses whoever asks for it, as Graph refuses who lacks the role. */
  forbid(method: string, path: RegExp): void;
  /** Takes every refusal back. */
  allow(): void;
  /** Answers 429 to the next requests that match. */
  throttle(method: string, path: RegExp, times: number): void;
  /** Carries out the next request that matches, and breaks the connection instead of answering. */
  loseAnswer(method: string, path: RegExp): void;
}

const application = (value: string, id = randomUUID()) => ({ id, value, allowedMemberTypes: ['Application'], isEnabled: true });

/** The roles of Graph, each with an id of this directory, and a delegated one of a like name. */
const graphRoles = [
  'Synchronization.ReadWrite.All',
  'Application.Read.All',
  'Organization.Read.All',
  'AuditLog.Read.All',
  'Directory.Read.All',
  'ProvisioningLog.Read.All',
  'Synchronization.Read.All',
];

/**
 * A directory on the loopback that answers as Graph does: lists in pages, refusals by code and text, duplicates by 400 or 409 as each kind
 * has it, and replicas that have not heard yet of what was just made.
 */
export async function startFakeDirectory(roles: readonly string[] = graphRoles): Promise<FakeDirectory> {
  const graph = {
    id: randomUUID(),
    appId: '00000003-0000-0000-c000-000000000000',
    appRoles: [{ ...application('Synchronization.Read.All'), allowedMemberTypes: ['User'] }, ...roles.map((value) => application(value))],
  };
  const rules = { forbidden: [] as Rule[], throttled: [] as Rule[], lost: [] as Rule[] };
  const unheard = new Map<string, number>();
  const directory: Omit<FakeDirectory, 'baseUrl' | typeof Symbol.asyncDispose> = {
    seen: [],
    applications: [],
    principals: [graph],
    assignments: [],
    trusts: new Map(),
    lag: 0,
    forget: (principalId, requests) => void unheard.set(principalId, requests),
    forbid: (method, path) => void rules.forbidden.push({ method, path, times: Number.POSITIVE_INFINITY }),
    allow: () => void rules.forbidden.splice(0),
    throttle: (method, path, times) => void rules.throttled.push({ method, path, times }),
    loseAnswer: (method, path) => void rules.lost.push({ method, path, times: 1 }),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = decodeURIComponent(request.url ?? '').replace(/^\/v1\.0/, '');
    const method = request.method ?? '';
    const text = Buffer.concat(chunks).toString();
    const applies = (list: Rule[]) => {
      const rule = list.find((each) => each.method === method && each.path.test(path) && each.times > 0);
      if (rule) rule.times -= 1;
      return rule !== undefined;
    };
    const answer = (() => {
      if (request.headers.authorization !== 'Bearer token') return fault(401, 'InvalidAuthenticationToken', 'Access token is empty.');
      if (applies(rules.throttled)) return { ...fault(429, 'TooManyRequests', 'Too many requests'), headers: { 'retry-after': '7' } };
      if (applies(rules.forbidden)) return fault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
      const prefer = String(request.headers.prefer ?? '');
      return answerTo(
        { directory, unheard, prefer, base: `http://${request.headers.host}` },
        method,
        path,
        text === '' ? {} : JSON.parse(text),
      );
    })();
    directory.seen.push({ method, path, status: answer.status });
    if (answer.status < 300 && applies(rules.lost)) request.socket.destroy();
    else write(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(directory, {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
