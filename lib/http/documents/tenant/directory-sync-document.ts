import type * as z from 'zod';
import type { ShownDirectorySync } from '../../../application/diagnose/show-directory-sync.ts';
import type {
  DirectorySyncFacts,
  PartReading,
  SyncedAdministrators,
  TenantDomains,
} from '../../../domain/directory/directory-sync-facts.ts';
import type { DirectorySyncVerdict, SyncTime } from '../../../domain/directory/judge-directory-sync.ts';
import { defined } from '../../../domain/optional.ts';
import type { TenantRefusal } from '../../../domain/tenant/registry/tenant-refusal.ts';
import type { DirectorySync } from '../../schemas/tenant/directory-sync.ts';

type Document = z.input<typeof DirectorySync>;

/** What is known of a tenant's directory synchronization; of a reading that is too old no time is called good or bad. */
export function directorySyncDocument({ tenantId, freshness, reading, refusal, verdict, words }: ShownDirectorySync): Document {
  const facts: DirectorySyncFacts = reading?.value ?? {};
  const { cloudSync: users, cloudPasswords: passwordHashes } = facts;
  const part = partsUnder(refusal);
  const inferred = { inferred: true } as const;
  return {
    tenantId,
    freshness,
    ...defined({ failure: reading?.failure?.reason }),
    engine: { name: verdict.engine, connect: verdict.connect, text: words.engine, ...inferred },
    ...(verdict.migration && words.migration && { migration: { stage: verdict.migration, text: words.migration, ...inferred } }),
    ...(verdict.symptom && words.symptom && { symptom: { kind: verdict.symptom, text: words.symptom, ...inferred } }),
    ...(users && passwordHashes && { cloudSync: { users, passwordHashes } }),
    times: part(facts.organization, ({ syncEnabled }) => ({ syncEnabled, ...timesOf(verdict, freshness) })),
    settings: part(facts.settings, ({ features, deletionPrevention }) => ({ features, ...defined({ deletionPrevention }) })),
    domains: part(facts.domains, domainsOf),
    administrators: part(facts.administrators, administratorsOf),
  };
}

type Part<Value> = Omit<Document['times'], 'value'> & { value?: Value };

// What holds of the whole tenant holds of each part: while nothing may be read, none has merely not had its turn.
function partsUnder({ unavailable: ofTenant, failure: failing }: TenantRefusal) {
  return <Known, Shown>(reading: PartReading<Known> | undefined, show: (value: Known) => Shown): Part<Shown> => {
    const { unavailable, failure } = reading ?? {};
    const now = ofTenant ? { unavailable: ofTenant } : reading ? defined({ unavailable, failure }) : failing && { failure: failing.reason };
    return now === undefined ? { state: 'notYetRead' } : readPart(reading, now, show);
  };
}

function readPart<Known, Shown>(
  reading: PartReading<Known> | undefined,
  now: Pick<PartReading<Known>, 'unavailable' | 'failure'>,
  show: (value: Known) => Shown,
): Part<Shown> {
  const { askedAt, readAt, value } = reading ?? {};
  const { unavailable, failure } = now;
  const state = unavailable !== undefined ? 'unavailable' : failure !== undefined ? 'failed' : 'read';
  return { state, ...defined({ askedAt, readAt, failure, unavailable }), ...(value !== undefined && { value: show(value) }) };
}

function timesOf({ objects, passwords, passwordUse }: DirectorySyncVerdict, freshness: ShownDirectorySync['freshness']) {
  const shown = ({ lastAt, ageInMs, state, alarm }: SyncTime) => ({
    lastAt,
    ageSeconds: Math.round(ageInMs / 1_000),
    state: freshness === 'fresh' ? state : ('unknown' as const),
    ...defined({ severity: alarm }),
  });
  return { passwordUse, ...(objects && { objects: shown(objects) }), ...(passwords && { passwords: shown(passwords) }) };
}

function domainsOf({ domains, isTruncated, ...counts }: TenantDomains) {
  return {
    ...counts,
    truncated: isTruncated === true,
    domains: domains.map(({ name, authenticationType, isVerified, isDefault, isInitial }) => {
      return { name, verified: isVerified, authenticationType, default: isDefault, initial: isInitial };
    }),
  };
}

function administratorsOf({ isTruncated, ...counts }: SyncedAdministrators) {
  return { ...counts, truncated: isTruncated === true };
}
