import type * as z from 'zod';
import type { Caller } from '../../domain/access/caller.ts';
import type { Role } from '../../domain/access/roles.ts';
import type { ProblemCode } from '../problems/problems.ts';
import type { OperationAnswer } from '../response/answer.ts';
import type { OperationDeps } from './operation-deps.ts';

export interface OperationInput<Path = Record<string, unknown>, Query = Record<string, unknown>, Body = unknown> {
  deps: OperationDeps;
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
  /** Whether the caller would rather have a table than JSON. */
  prefersCsv(): boolean;
}

interface AnswerDocument {
  description: string;
  /** Absent where there is no body. */
  schema?: z.ZodType;
  contentType?: string;
  /** Content types of other forms of the answer, which are texts. */
  texts?: readonly string[];
  example?: unknown;
}

type AnyObject = z.ZodObject;

interface OperationDefinition<
  Id extends string,
  Path extends AnyObject,
  Query extends AnyObject,
  Body extends z.ZodType,
  Answer extends OperationAnswer,
> {
  /** The name of its function. */
  id: Id;
  /** The least role; an open route needs none. */
  role: Role | 'open';
  /** Of an open route: whether it shows more to whoever is known already. */
  showsMore?: true;
  tag: 'Fleet' | 'Jobs' | 'Tenants' | 'Incidents' | 'Operations' | 'Errors' | 'Connectivity' | 'Access' | 'Service';
  summary: string;
  description: string;
  /** Whether the administrator of the settings may call it whatever the grants say: who is watched, and who may see it. */
  managesGrants?: true;
  /** Whether it needs an `Idempotency-Key`. */
  idempotent?: true;
  path: Path;
  query: Query;
  /** `isPasted` where it is what machines wrote and nobody keeps: control characters belong to it. */
  body?: { schema: Body; limitInBytes: number; isPasted?: true };
  /** Where the page for people shows the same, below its own address; undefined where it does not. */
  page?(asked: { path: z.output<Path>; query: z.output<Query> }): string | undefined;
  answers: Readonly<Record<number, AnswerDocument>>;
  /** Problems beyond those that every operation can answer with. */
  problems: readonly ProblemCode[];
  handle(input: OperationInput<z.output<Path>, z.output<Query>, z.output<Body>>): Promise<Answer>;
}

/** One operation of the API, declared once: registration, validation, authorization, the OpenAPI document and the page come from it. */
export type Operation<Id extends string = string, Answer extends OperationAnswer = OperationAnswer> = OperationDefinition<
  Id,
  AnyObject,
  AnyObject,
  z.ZodType,
  Answer
>;

/** Keeps the types of the schemas for the handler beside them, and whether its answer carries messages for the table of operations. */
export function defineOperation<
  Id extends string,
  Path extends AnyObject,
  Query extends AnyObject,
  Answer extends OperationAnswer,
  Body extends z.ZodType = z.ZodType,
>(definition: OperationDefinition<Id, Path, Query, Body, Answer>): OperationDefinition<Id, Path, Query, Body, Answer> {
  return definition;
}
