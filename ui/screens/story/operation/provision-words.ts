import type { Health } from '../../../../client/client.d.ts';
import { entryFor } from '../../../words/word-for.ts';

/** What provisioning on demand came to, by Graph's word for it. */
const results: Readonly<Record<string, { says: string; health: Health }>> = {
  Success: { says: 'Provisioned', health: 'healthy' },
  Warning: { says: 'Provisioned, with a warning', health: 'warning' },
  Skipped: { says: 'Skipped: nothing was written', health: 'warning' },
  Failure: { says: 'Failed', health: 'critical' },
};

/** In words, and how good that is; what nobody can read is unknown, and never well. */
export function resultWords(result: string): { says: string; health: Health } {
  return entryFor(results, result) ?? { says: 'What came of it could not be read', health: 'unknown' };
}
