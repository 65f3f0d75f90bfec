import * as z from 'zod';
import { describeFleet } from '../../../application/show/fleet/describe-fleet.ts';
import { tenantsReadAt } from '../../../application/show/fleet/observed-at.ts';
import { defined } from '../../../domain/optional.ts';
import { renderMetrics } from '../../documents/render-metrics.ts';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** The fleet in Prometheus' text format; the tenant is the finest label. */
export const getMetricsOperation = defineOperation({
  id: 'get-metrics',
  role: 'Reader',
  tag: 'Service',
  summary: 'Get the fleet as Prometheus metrics',
  description:
    'Counted from the tenants that the caller sees; the tenant is the finest label. Jobs are counted by the health that `GET /jobs` shows.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'Metrics.', schema: z.string(), contentType: 'text/plain' } },
  problems: [],
  async handle({ deps, caller }) {
    const { pollIntervalInMs } = deps.settings;
    const { tenants, monitor } = await describeFleet(deps, { visible: caller.visible, pollIntervalInMs });
    const doors = caller.visible === 'all' ? { access: deps.access, ...defined({ keyFetches: deps.verifier?.keyFetches() }) } : {};
    return {
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      readAt: () => tenantsReadAt(tenants),
      body: () => renderMetrics({ tenants, monitor, ...doors }),
    };
  },
});
