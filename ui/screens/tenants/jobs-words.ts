import type { Tenant } from '../../../client/client.d.ts';
import { counted, numberText } from '../../words/durations.ts';
import { healthNames, healths } from '../../words/healths.ts';

/** `4 jobs: 1 critical, 3 healthy`. */
export function jobsWords({ total, byHealth }: Tenant['jobs']): string {
  if (total === 0) return 'No jobs known';
  const parts = healths.flatMap((health) =>
    byHealth[health] ? [`${numberText(byHealth[health])} ${healthNames[health].toLowerCase()}`] : [],
  );
  return `${counted(total, 'job')}: ${parts.join(', ')}`;
}
