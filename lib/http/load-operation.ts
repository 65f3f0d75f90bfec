import type { Operation } from './operations/define-operation.ts';
import { probeLive } from './operations/service/probe-live.ts';
import type { Parser } from './request/parse-input.ts';
import type { OperationId } from './routes.ts';

/** What it takes to answer; the rest of an operation is for the documents. */
interface Answering extends Pick<Operation, 'role' | 'showsMore' | 'managesGrants' | 'idempotent' | 'body' | 'page' | 'handle'> {
  path: Parser<Record<string, unknown>>;
  query: Parser<Record<string, unknown>>;
}

/**
 * What a function does, loaded when it is first called. What a new instance is asked first is loaded without any schema: the library of
 * schemas, and the schemas of all operations, take longer than most answers.
 */
export async function loadOperation(id: OperationId): Promise<Answering> {
  switch (id) {
    case 'get-health-live':
      return probeLive;
    case 'get-health-ready':
      return (await import('./operations/service/probe-ready.ts')).probeReady;
    case 'get-fleet-status':
      return (await import('./operations/fleet/show-status.ts')).showStatus;
    default:
      return (await import('./operations.ts')).operations[id];
  }
}
