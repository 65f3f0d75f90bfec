import { readFile } from 'node:fs/promises';

interface Operation {
  operationId: string;
  description?: string;
  parameters?: { name: string }[];
  requestBody?: { content: Record<string, { schema?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}

export interface DescribedOperation extends Operation {
  method: string;
  path: string;
}

/** The operations of the OpenAPI document by their ids, and its schemas by their names. */
export async function readOperations(): Promise<{ operations: Map<string, DescribedOperation>; schemas: Record<string, unknown> }> {
  const text = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8');
  const document: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } } = JSON.parse(text);
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
  );
  return { operations: new Map(all.map((operation) => [operation.operationId, operation])), schemas: document.components.schemas };
}
