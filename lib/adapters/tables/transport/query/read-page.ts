import { UpstreamError } from '../../../../domain/errors.ts';
import { fromEntityJson } from '../entity-json.ts';
import type { StoredRow } from '../table.ts';

/** The rows of one page. Throws `UpstreamError` with the reason `malformed` for an answer that is no page. */
export function readPage(text: string): StoredRow[] {
  const entities = entitiesIn(text);
  if (entities === undefined) malformed('The answer is no page of rows');
  return entities.map((entity) => fromEntityJson(entity) ?? malformed('A row in the answer has no key or no ETag'));
}

function entitiesIn(text: string): unknown[] | undefined {
  try {
    const { value } = JSON.parse(text) as { value?: unknown };
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function malformed(detail: string): never {
  throw new UpstreamError({ service: 'tables', operation: 'query', reason: 'malformed', detail });
}
