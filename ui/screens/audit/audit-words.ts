import type { AuditEntry } from '../../../client/client.d.ts';
import { capital } from '../../words/capital.ts';

/** How far it had come when it was written down. */
export const phaseNames = {
  intent: 'asked for',
  approved: 'approved',
  rejected: 'rejected',
  outcome: 'ended',
  refused: 'refused',
  done: 'done',
} as const satisfies Record<AuditEntry['phase'], string>;

/** `Clear quarantine`: the name of an action in words; a refused one is written down by its route, `restart-job`. */
export function actionWords(action: string): string {
  return capital(
    action
      .replace(/-job$/, '')
      .replaceAll(/-|(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase(),
  );
}

/** What is written down beside the words; undefined where nothing is. */
export function moreOf({ parameters, before, after }: AuditEntry): string | undefined {
  const more = Object.fromEntries(Object.entries({ parameters, before, after }).filter(([, value]) => Object.keys(value ?? {}).length > 0));
  return Object.keys(more).length === 0 ? undefined : JSON.stringify(more, null, 2);
}
