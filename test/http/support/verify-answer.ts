import { expect } from '@jest/globals';
import type { Operation } from '../../../lib/http/operations/define-operation.ts';
import { operations } from '../../../lib/http/operations.ts';
import { type HttpRoute, hasOperation, type OperationId, type RouteName, routes } from '../../../lib/http/routes.ts';
import { Problem } from '../../../lib/http/schemas/problem.ts';
import document from '../../../openapi.json' with { type: 'json' };

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read documents of every shape.
  json: any;
}

/**
 * Holds an answer against what its operation publishes: the status is documented, the body fits the schema, and a field that the
 * schema lacks is a failure too.
 */
export function verifyAnswer(name: RouteName, method: string, { status, headers, json, text }: Answer): void {
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) });
  const operation: Operation<OperationId> | undefined = hasOperation(name) ? operations[name] : undefined;
  if (operation !== undefined)
    expect({ name, statuses: documentedStatuses(operation) }).toEqual({ name, statuses: expect.arrayContaining([status]) });
  if (method === 'HEAD' || status === 304 || status === 204) {
    expect(text).toBe('');
    return;
  }
  if (status >= 400) {
    expect(headers['content-type']).toContain('application/problem+json');
    expect(Problem.parse(json)).toEqual(json);
    expect(json.status).toBe(status);
    return;
  }
  const answer = operation?.answers[status];
  if (answer?.texts?.some((form) => headers['content-type']?.startsWith(form))) return;
  expect(headers['content-type']).toContain(answer?.contentType ?? 'application/json');
  expect(answer?.schema?.parse(json ?? text)).toEqual(json ?? text);
}

function documentedStatuses({ id }: Operation<OperationId>): number[] {
  const { route, methods }: HttpRoute = routes[id];
  const paths: Record<string, Record<string, { responses: object }>> = document.paths;
  const described = paths[route.replace(/^v1/, '')]?.[(methods[0] ?? '').toLowerCase()];
  return Object.keys(described?.responses ?? {}).map(Number);
}
