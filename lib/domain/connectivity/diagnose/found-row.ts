import type { EndpointRow } from '../tables/endpoint-row.ts';
import type { FoundRow } from './finding.ts';

/** A row of the tables as findings name it. */
export function foundRowOf({ id, pattern, port, purpose, source }: EndpointRow): FoundRow {
  return { id, host: pattern, port, purpose, source };
}
