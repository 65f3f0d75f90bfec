import type * as z from 'zod';
import type { listEndpoints } from '../../../application/diagnose/list-endpoints.ts';
import type { EndpointRow } from '../../../domain/connectivity/tables/endpoint-row.ts';
import type { Endpoint, EndpointList } from '../../schemas/network/endpoint.ts';

/** One row as the API shows it. */
export function endpointDocument({ pattern, supersededBy, ...row }: EndpointRow): z.input<typeof Endpoint> {
  return {
    ...row,
    host: pattern,
    alsoMatchApex: row.alsoMatchApex ?? false,
    superseded: row.superseded ?? false,
    ...(supersededBy && { supersededBy: [...supersededBy] }),
  };
}

/** The tables as one document. */
export function endpointListDocument({
  endpoints,
  ignorable,
  rules,
}: Awaited<ReturnType<typeof listEndpoints>>): z.input<typeof EndpointList> {
  return {
    value: endpoints.map(endpointDocument),
    ignorable: ignorable.map(({ pattern, why, except = [], source, asOf }) => ({ host: pattern, why, except: [...except], source, asOf })),
    rules: rules.map(({ codes = [], links = [], ...rule }) => ({ ...rule, codes: [...codes], links: [...links] })),
  };
}
