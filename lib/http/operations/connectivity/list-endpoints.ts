import * as z from 'zod';
import { listEndpoints } from '../../../application/diagnose/list-endpoints.ts';
import { endpointListDocument } from '../../documents/network/endpoint-document.ts';
import { endpointTable, renderFirewallRules } from '../../documents/network/endpoint-forms.ts';
import { emptyPath } from '../../schemas/common.ts';
import { cloud, EndpointList, product } from '../../schemas/network/endpoint.ts';
import { defineOperation } from '../define-operation.ts';

/** The tables of hosts and ports, for people, spreadsheets and firewalls. */
export const listEndpointsOperation = defineOperation({
  id: 'list-endpoints',
  role: 'Reader',
  tag: 'Connectivity',
  summary: 'List the hosts and ports that a sync server needs',
  description:
    'Each with its purpose and the page that lists it; superseded ones are marked. `csv` is the same as a table; `firewall` is what has to be let through, one rule a line: `allow outbound tcp {host}:{port}`.',
  path: emptyPath,
  query: z.strictObject({
    product: product.optional().meta({ description: 'Both unless told.' }),
    cloud: cloud.default('public'),
    format: z.enum(['json', 'csv', 'firewall']).default('json'),
  }),
  answers: { 200: { description: 'The tables.', schema: EndpointList, texts: ['text/csv', 'text/plain'] } },
  problems: [],
  async handle({ query: { product, cloud, format } }) {
    const tables = await listEndpoints({ product, cloud });
    if (format === 'csv') return { contentType: 'text/csv; charset=utf-8', body: () => endpointTable(tables.endpoints) };
    if (format === 'firewall') return { contentType: 'text/plain; charset=utf-8', body: () => renderFirewallRules(tables.endpoints) };
    return { body: () => endpointListDocument(tables) };
  },
});
