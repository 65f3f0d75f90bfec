import type { DirectorySync, Health } from '../../../../client/client.d.ts';
import { capital } from '../../../words/capital.ts';
import { counted, numberText } from '../../../words/durations.ts';

type Values = {
  [Name in 'times' | 'settings' | 'domains' | 'administrators']: NonNullable<DirectorySync[Name]['value']>;
};

/** When something came last, as it was when it was read. */
export type SyncTime = NonNullable<Values['times']['objects']>;

const ages = {
  onTime: 'on time',
  late: 'late',
  stale: 'far too late',
  overdue: 'later than Microsoft supports',
  unknown: 'not known now',
} as const satisfies Record<SyncTime['state'], string>;

/** How a time of synchronization stands, as it was when it was read. Of a fresh reading it is unknown only where Graph tells it no more. */
export function timeOf({ state, severity }: SyncTime, freshness: DirectorySync['freshness']): { health: Health; words: string } {
  const why = freshness === 'fresh' ? 'Graph tells no time any more' : 'the reading is too old';
  const calm: Health = state === 'onTime' || state === 'late' ? 'healthy' : 'unknown';
  return {
    health: state === 'unknown' ? 'unknown' : (severity ?? calm),
    words: state === 'unknown' ? `${ages.unknown}: ${why}` : ages[state],
  };
}

/** The mark of the whole: the worst of its times, and nothing good of what was not read just now. */
export function syncHealth({ freshness, engine, times }: DirectorySync): Health {
  const known = [times.value?.objects, times.value?.passwords].flatMap((time) =>
    time === undefined ? [] : [timeOf(time, freshness).health],
  );
  if (known.includes('critical')) return 'critical';
  if (freshness !== 'fresh' || engine.connect === 'unknown' || known.includes('unknown')) return 'unknown';
  // Switched on, and nothing comes, be it that this was so before anybody looked.
  const isIdle = engine.connect === 'neverRan' || (engine.connect === 'leftBehind' && engine.name === 'neither');
  return known.includes('warning') || isIdle ? 'warning' : 'healthy';
}

/** What is said where no time of objects is shown. */
export function switchWords(isOn: boolean | null | undefined, connect: DirectorySync['engine']['connect']): string {
  if (connect === 'unknown') return 'Whether it runs is not known: Graph tells no time any more.';
  if (isOn === null) return 'It was never switched on in this tenant.';
  if (!isOn) return 'It is switched off.';
  return `It is switched on${connect === 'neverRan' ? ' and never ran' : ''}.`;
}

/** What is said where no time of password hashes is shown. */
export function passwordsWords(use: Values['times']['passwordUse']): string {
  return use === 'notUsed' ? 'Not sent by Entra Connect' : 'Not known whether Entra Connect sends them';
}

export function cloudSyncWords({ users, passwordHashes }: NonNullable<DirectorySync['cloudSync']>): string {
  const jobsOf = ({ total, on, quarantined }: typeof users, what: string) => {
    if (total === 0) return `no job of ${what}`;
    const waiting = quarantined > 0 ? `, ${numberText(quarantined)} in quarantine` : '';
    return `${counted(total, 'job')} of ${what} (${numberText(on)} on${waiting})`;
  };
  return `${jobsOf(users, 'users')}, ${jobsOf(passwordHashes, 'password hashes')}`;
}

export function domainsWords({ total, verified, federated, truncated }: Values['domains']): string {
  const counts = `${counted(total, 'domain')}, ${numberText(verified)} verified, ${numberText(federated)} federated`;
  return truncated ? `At least ${counts}` : counts;
}

export function administratorsWords({ total, synchronized, groups, truncated }: Values['administrators']): string {
  const least = truncated ? 'at least ' : '';
  const counts = `${least}${numberText(synchronized)} of ${least}${counted(total, 'person', 'people')} with a role ${synchronized === 1 && total !== 1 ? 'comes' : 'come'} from on premises`;
  const others = groups > 0 ? `; who is in ${counted(groups, 'group')} with a role is not counted` : '';
  return `${capital(counts)}${others}.`;
}

/** From how many deletions on Entra Connect exports none. */
export function preventionWords({ type, threshold }: NonNullable<Values['settings']['deletionPrevention']>): string {
  if (type === 'disabled') return 'Accidental deletions are not prevented.';
  if (type === 'unknown' || threshold === undefined) return 'How accidental deletions are prevented is not known.';
  return `A run with more than ${numberText(threshold)}${type === 'enabledForPercentage' ? ' % of the objects' : ''} to delete exports none of them.`;
}
