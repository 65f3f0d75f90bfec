import type { StagedDeletes } from '../../../../client/client.d.ts';
import { counted } from '../../../words/durations.ts';

/** `4,400 objects`, or that nobody knows how many. */
export function figureWords(figure: number | null): string {
  return figure === null ? 'a number that nobody can count' : counted(figure, 'object');
}

/** How many objects an approval deletes, in a sentence; a number that could be too low is never told as the number. */
export function stagedWords({ stagedDeletes, uncounted, value = [], unavailable }: StagedDeletes): string {
  if (unavailable)
    return `How many objects will be deleted is not known: the provisioning log may not be read here. ${needed(unavailable)}`;
  if (stagedDeletes !== null) return `${counted(stagedDeletes, 'object')} will be deleted${typesOf(value)}.`;
  if (uncounted === 'notLogged') return 'How many objects will be deleted is not known yet: the log shows none of them so far.';
  const least = counted(
    value.reduce((sum, { objects }) => sum + objects, 0),
    'object',
  );
  return `At least ${least} will be deleted; how many is not known: ${whyUncounted[uncounted ?? 'notUnderstood']}.`;
}

const whyUncounted = {
  truncated: 'the log is longer than what can be read at once',
  notKept: 'the log keeps 30 days, and the deletions began to wait before',
  notUnderstood: 'some rows of the log cannot be understood',
};

function typesOf(value: NonNullable<StagedDeletes['value']>): string {
  return value.length < 2 ? '' : ` (${value.map(({ type, objects }) => `${type}: ${counted(objects, 'object')}`).join(', ')})`;
}

function needed({ permission, licence }: NonNullable<StagedDeletes['unavailable']>): string {
  const missing = [permission, licence].filter((name) => name !== undefined);
  return missing.length > 0 ? `What it needs: ${missing.join('; ')}.` : 'The tenant has not consented.';
}
