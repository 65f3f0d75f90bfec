import * as z from 'zod';
import { getFleetStatus } from '../../application/show/get-fleet-status.ts';
import { listTenants } from '../../application/show/list-tenants.ts';
import { renderMetrics } from '../documents/render-metrics.ts';
import { emptyPath, emptyQuery } from '../schemas/common.ts';
import { defineOperation } from './define-operation.ts';

/** The fleet in Prometheus' text format; the tenant is the finest label. */
export const getMetricsOperation = defineOperation({
  id: 'get-metrics',
  role: 'Reader',
  tag: 'Service',
  summary: 'Get the fleet as Prometheus metrics',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'Metrics.', schema: z.string(), contentType: 'text/plain' } },
  problems: [],
  async handle({ deps, caller }) {
    const facts = { visible: caller.tenants, pollIntervalInMs: deps.settings.pollIntervalInMs };
    const { value } = await listTenants(deps, { ...facts, pageSize: Number.POSITIVE_INFINITY });
    const { monitor } = await getFleetStatus(deps, facts);
    return { contentType: 'text/plain; version=0.0.4; charset=utf-8', body: () => renderMetrics(value, monitor) };
  },
});
