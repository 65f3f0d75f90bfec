import * as z from 'zod';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';
import { probeReady } from './probe-ready.ts';

const checks = z.array(z.object({ name: z.string(), ok: z.boolean(), critical: z.boolean(), detail: z.string() }));

/** The probe of the service, as the document tells of it. */
export const getHealthReadyOperation = defineOperation({
  id: 'get-health-ready',
  role: probeReady.role,
  showsMore: probeReady.showsMore,
  tag: 'Service',
  summary: 'Probe whether the service can vouch for what it shows',
  description:
    'Ready means that the storage answers, that ticks happen, that no timer is late and that at least one consented tenant has a fresh complete reading; `degraded`, that some tenants have none, that all refuse this service, or that a channel or a card is in trouble. The checks, with who and since when, are shown to Readers only.',
  path: emptyPath,
  query: emptyQuery,
  answers: {
    200: {
      description: 'It is ready.',
      schema: z.object({ status: z.enum(['ready', 'degraded']), checks: checks.optional() }).meta({ id: 'Ready' }),
    },
  },
  problems: ['NotReady'],
  handle: probeReady.handle,
});
