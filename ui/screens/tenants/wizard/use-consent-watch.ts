import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TenantCheck } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { now } from '../../../api/clock.ts';
import { request } from '../../../api/request.ts';
import { readAgain } from '../../../api/resource.ts';

const everyInMs = 10_000;
const patienceInMs = 600_000;

/** Whether all is there that reading needs. */
function isReadable({ credential, permissions }: TenantCheck): boolean {
  return credential.ok && permissions.every(({ identity, optional, status }) => identity !== 'reader' || optional || status === 'granted');
}

/** Asks every ten seconds for ten minutes whether the tenant has consented; a check that finds it so has it read at once. Who may not ask (`mayAsk`) sees what others find. */
export function useConsentWatch(tenantId: string, path: string, mayAsk: boolean) {
  const check = useSignal<TenantCheck | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const startedAt = useSignal(now.peek());
  const isOver = useSignal(false);
  const round = useSignal(0);
  useEffect(() => {
    const ask = async () => {
      if (now.peek() - startedAt.peek() > patienceInMs) {
        isOver.value = true;
        clearInterval(timer);
        return;
      }
      // What is readable only has to be waited for.
      if (mayAsk && (check.peek() === undefined || !isReadable(check.peek() as TenantCheck))) {
        const answer = await request<TenantCheck>(apiPath('tenants', tenantId, 'check'), { method: 'POST', body: {} });
        problem.value = answer.kind === 'problem' ? `${answer.problem.title}. ${answer.problem.detail}` : undefined;
        if (answer.kind === 'body') check.value = answer.body;
      }
      await readAgain(path);
    };
    const timer = setInterval(() => void ask(), everyInMs);
    void ask();
    return () => clearInterval(timer);
  }, [tenantId, mayAsk, round.value]);
  const startAgain = () => {
    startedAt.value = now.peek();
    isOver.value = false;
    round.value += 1;
  };
  return {
    check: check.value,
    problem: problem.value,
    startedAt: startedAt.value,
    isOver: isOver.value,
    isGranted: check.value !== undefined && isReadable(check.value),
    startAgain,
  };
}
