import type { Job } from '../../../../client/client.d.ts';

const shownForInMs = 24 * 3_600_000;

/** The operation that a reader has to know of before acting: one on its way, one not yet proven, or one that just ended. */
export function shownOperation({ activeOperationId, lastOperation }: Job, now: number): string | undefined {
  if (activeOperationId !== undefined) return activeOperationId;
  if (lastOperation === undefined) return undefined;
  const at = Date.parse(lastOperation.finishedAt ?? lastOperation.sentAt ?? '');
  return lastOperation.verification === 'pending' || now - at < shownForInMs ? lastOperation.operationId : undefined;
}

/** Whether it stands in place of the buttons: while it runs or is not yet proven, nothing else should be done. */
export function isInTheWay({ activeOperationId, lastOperation }: Job): boolean {
  return activeOperationId !== undefined || lastOperation?.verification === 'pending';
}
