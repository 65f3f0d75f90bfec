import { checkHealth, judgeReadiness } from '../../../application/watch/check-health.ts';
import { holdsRole } from '../../../domain/access/roles.ts';
import { defined } from '../../../domain/optional.ts';
import { HttpProblemError } from '../../problems/problem.ts';
import { noInput } from '../../request/no-input.ts';
import type { OperationInput } from '../define-operation.ts';

/** Whether what is shown can be trusted: everybody learns yes or no, a Reader also why. No schema is loaded for it. */
export const probeReady = {
  role: 'open',
  showsMore: true,
  path: noInput,
  query: noInput,
  async handle({ deps, caller }: Pick<OperationInput, 'deps' | 'caller'>) {
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
} as const;
