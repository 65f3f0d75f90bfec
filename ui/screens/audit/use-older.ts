import { useSignal } from '@preact/signals';
import type { AuditEntry, AuditList } from '../../../client/client.d.ts';
import { request } from '../../api/request.ts';

/** The pages after the first, read when somebody asks for them. */
export function useOlder(nextLink: string | undefined) {
  const older = useSignal<readonly AuditEntry[]>([]);
  const next = useSignal<string | undefined>(undefined);
  const hasRead = useSignal(false);
  const link = hasRead.value ? next.value : nextLink;
  const read = async () => {
    if (link === undefined) return;
    const answer = await request<AuditList>(link);
    if (answer.kind !== 'body') return;
    older.value = [...older.value, ...answer.body.value];
    next.value = answer.body.nextLink;
    hasRead.value = true;
  };
  return { older: older.value, read: link === undefined ? undefined : read };
}
