import type { Tenant } from '../../client/client.d.ts';
import { counted, numberText } from './durations.ts';
import { healthNames, healths } from './healths.ts';

/** `4 jobs: 1 critical, 3 healthy`. */
export function jobsWords({ total, byHealth }: Pick<Tenant['jobs'], 'total' | 'byHealth'>): string {
  if (total === 0) return 'No jobs known';
  const parts = healths.flatMap((health) =>
    byHealth[health] ? [`${numberText(byHealth[health])} ${healthNames[health].toLowerCase()}`] : [],
  );
  return `${counted(total, 'job')}: ${parts.join(', ')}`;
}
