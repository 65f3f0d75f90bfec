import * as z from 'zod';
import { checkHealth, judgeReadiness } from '../../application/watch/check-health.ts';
import { holdsRole } from '../../domain/access/roles.ts';
import { defined } from '../../domain/optional.ts';
import { HttpProblemError } from '../problems/problem.ts';
import { emptyPath, emptyQuery } from '../schemas/common.ts';
import { defineOperation } from './define-operation.ts';

const checks = z.array(z.object({ name: z.string(), ok: z.boolean(), critical: z.boolean(), detail: z.string() }));

/** Whether what is shown can be trusted: everybody learns yes or no, a Reader also why. */
export const getHealthReadyOperation = defineOperation({
  id: 'get-health-ready',
  role: 'open',
  showsMore: true,
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
  async handle({ deps, caller }) {
    const { pollIntervalInMs, timers } = deps.settings;
    const facts = { pollIntervalInMs, ...defined({ timers }) };
    const status = judgeReadiness(await checkHealth(deps, { ...facts, visible: 'all' }));
    const isReader = holdsRole(caller.role, 'Reader');
    const shown = isReader ? { checks: await checkHealth(deps, { ...facts, visible: caller.visible }) } : {};
    if (status !== 'notReady') return { body: () => ({ status, ...shown }) };
    throw new HttpProblemError('NotReady', 'The service cannot vouch for what it shows.', {
      headers: { 'retry-after': '30' },
      extension: shown,
    });
  },
});
