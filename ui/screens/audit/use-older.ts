import { useSignal } from '@preact/signals';
import type { AuditEntry, AuditList, Problem } from '../../../client/client.d.ts';
import { request } from '../../api/request.ts';
import { useRetry } from '../../parts/problem/use-retry.ts';

/** The pages after the first, read when somebody asks for them, and why the last of them was not. */
export function useOlder(nextLink: string | undefined) {
  const older = useSignal<readonly AuditEntry[]>([]);
  const last = useSignal<AuditList | undefined>(undefined);
  const refused = useSignal<{ problem: Problem; mayTryAt: number | undefined } | undefined>(undefined);
  const link = last.value ? last.value.nextLink : nextLink;
  const read = async () => {
    if (link === undefined) return;
    const before = last.peek();
    const answer = await request<AuditList>(link);
    // Asked for twice at once, it is there once.
    if (last.peek() !== before) return;
    refused.value = answer.kind === 'problem' ? answer : undefined;
    if (answer.kind !== 'body') return;
    older.value = [...older.value, ...answer.body.value];
    last.value = answer.body;
  };
  useRetry(refused.value?.mayTryAt, () => void read());
  return { older: older.value, refused: refused.value, read: link === undefined ? undefined : () => void read() };
}
