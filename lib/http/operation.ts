import type * as z from 'zod';
import type { OutgoingMessages } from '../application/operate/operation-message.ts';
import type { FleetViewReader } from '../application/show/fleet-view-cache.ts';
import type { FleetReader } from '../application/tenant/fleet-cache.ts';
import type { Caller, Role } from './authorize.ts';
import type { HttpDeps } from './http-deps.ts';
import type { ProblemCode } from './problems.ts';
import type { OperationId } from './routes.ts';

/** What a handler works with besides its input: the dependencies and the caches of this instance. */
export interface OperationDeps extends HttpDeps {
  fleetRows: FleetReader;
  fleetView: FleetViewReader;
}

export interface OperationInput<Path = Record<string, unknown>, Query = Record<string, unknown>, Body = unknown> {
  deps: OperationDeps;
  /** Milliseconds since the epoch: one moment for the whole answer. */
  now: number;
  /** Who calls; on an open route only if they proved it. */
  caller: Caller;
  /** `https://host/api/v1`, the beginning of every link. */
  baseUrl: string;
  path: Path;
  query: Query;
  body: Body;
  /** Names this request in our log. */
  requestId: string;
  /** The caller's `Idempotency-Key`; empty where the operation takes none. */
  idempotencyKey: string;
}

/** What the handler answers; the edge adds ETag, encoding and headers. */
export interface OperationAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** `application/json` unless named. */
  contentType?: string;
  /** What the ETag is made of. Without it the body, less the times of our own readings, decides. */
  version?: string;
  /** All that the body is made of: its bytes are kept, and sent again for as long as this is the very same object. */
  source?: object;
  /** Left to the host to put into the queues once the answer is ready. */
  messages?: OutgoingMessages;
  /** A text is sent as it is. */
  body: () => Promise<unknown> | unknown;
}

export interface AnswerDocument {
  description: string;
  schema: z.ZodType;
  contentType?: string;
  example?: unknown;
}

type AnyObject = z.ZodObject;

export interface OperationDefinition<Path extends AnyObject, Query extends AnyObject, Body extends z.ZodType> {
  id: OperationId;
  /** The least role; an open route needs none. */
  role: Role | 'open';
  tag: 'Fleet' | 'Jobs' | 'Tenants' | 'Incidents' | 'Operations' | 'Errors' | 'Service';
  summary: string;
  description?: string;
  /** Whether it needs an `Idempotency-Key`. */
  idempotent?: true;
  path: Path;
  query: Query;
  body?: { schema: Body; limitInBytes: number };
  answers: Readonly<Record<number, AnswerDocument>>;
  /** Problems beyond those that every operation can answer with. */
  problems: readonly ProblemCode[];
  handle(input: OperationInput<z.output<Path>, z.output<Query>, z.output<Body>>): Promise<OperationAnswer>;
}

/** One operation of the API, declared once: registration, validation, authorization, the OpenAPI document and the page come from it. */
export type Operation = OperationDefinition<AnyObject, AnyObject, z.ZodType>;

/** Keeps the types of the schemas for the handler beside them. */
export function defineOperation<Path extends AnyObject, Query extends AnyObject, Body extends z.ZodType = z.ZodType>(
  definition: OperationDefinition<Path, Query, Body>,
): OperationDefinition<Path, Query, Body> {
  return definition;
}
