import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import type { RoleHolder } from '../../../domain/directory/count-administrators.ts';
import {
  authenticationTypes,
  type OrganizationSync,
  preventionTypes,
  type SyncSettings,
  type TenantDomain,
} from '../../../domain/directory/directory-sync-facts.ts';
import { defined } from '../../../domain/optional.ts';
import { hourInMs, millisOf } from '../../../domain/time.ts';
import { memberOf, timeOf } from './field-values.ts';
import { MalformedJobError } from './malformed-job-error.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();

const OrganizationSchema = z.object({
  onPremisesSyncEnabled: z.boolean().nullable(),
  onPremisesLastSyncDateTime: text,
  onPremisesLastPasswordSyncDateTime: text,
});

/** So far Graph's clock may be ahead of ours, as anybody's clock is wrong at times; beyond it no time of the past is one. */
const mostAheadInMs = hourInMs;

/**
 * `now`: milliseconds since the epoch. https://learn.microsoft.com/graph/api/resources/organization
 * @throws ZodError or MalformedJobError for what cannot be understood: also where it is not said whether synchronization is switched on, and
 * for a time that lies ahead.
 */
export function toOrganizationSync(entry: unknown, now: number): OrganizationSync {
  const organization = OrganizationSchema.parse(entry);
  const pastOf = (name: 'onPremisesLastSyncDateTime' | 'onPremisesLastPasswordSyncDateTime') => {
    const time = timeOf(organization, name, 'organization');
    if (millisOf(time) > now + mostAheadInMs) throw new MalformedJobError([`organization.${name}: lies ahead`]);
    return time;
  };
  return {
    syncEnabled: organization.onPremisesSyncEnabled,
    ...defined({
      lastSyncAt: pastOf('onPremisesLastSyncDateTime'),
      lastPasswordSyncAt: pastOf('onPremisesLastPasswordSyncDateTime'),
    }),
    ...(organization.onPremisesLastPasswordSyncDateTime === undefined && { passwordsUntold: true }),
  };
}

const SettingsSchema = z.object({
  configuration: z
    .object({
      accidentalDeletionPrevention: z.object({ synchronizationPreventionType: text, alertThreshold: z.int().nullish() }).nullish(),
    })
    .nullish(),
  features: z.record(z.string(), z.unknown()).nullish(),
});

/** https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization */
export function toSyncSettings(entry: unknown): SyncSettings {
  const { configuration, features } = SettingsSchema.parse(entry);
  const prevention = configuration?.accidentalDeletionPrevention;
  const flags = Object.entries(features ?? {}).filter(
    (member): member is [string, boolean] => typeof member[1] === 'boolean' && /^[A-Za-z]{1,128}$/.test(member[0]),
  );
  return { features: Object.fromEntries(flags), ...(prevention && { deletionPrevention: toPrevention(prevention) }) };
}

function toPrevention(prevention: {
  synchronizationPreventionType?: string | null | undefined;
  alertThreshold?: number | null | undefined;
}): NonNullable<SyncSettings['deletionPrevention']> {
  const { member } = memberOf(preventionTypes, prevention.synchronizationPreventionType);
  const { alertThreshold } = prevention;
  return { type: member === 'Unknown' ? 'unknown' : member, ...(typeof alertThreshold === 'number' && { threshold: alertThreshold }) };
}

const DomainSchema = z.object({
  id: z.string().min(1),
  authenticationType: text,
  isVerified: flag,
  isDefault: flag,
  isInitial: flag,
});

/** https://learn.microsoft.com/graph/api/resources/domain */
export function toTenantDomain(entry: unknown): TenantDomain {
  const { id, authenticationType, isVerified, isDefault, isInitial } = DomainSchema.parse(entry);
  const { member } = memberOf(authenticationTypes, authenticationType);
  return {
    name: cleanText(id, 253),
    authenticationType: member === 'Unknown' ? 'unknown' : member,
    isVerified: isVerified === true,
    isDefault: isDefault === true,
    isInitial: isInitial === true,
  };
}

// Of a person no member is read but whether they are synchronized; that they are shown at all is told by a member that every user has.
const AssignmentSchema = z.object({
  principalId: z.string().min(1),
  principal: z.object({ '@odata.type': text, accountEnabled: flag, onPremisesSyncEnabled: flag }).nullish(),
});

/** https://learn.microsoft.com/graph/api/resources/unifiedroleassignment */
export function toRoleHolder(entry: unknown): RoleHolder {
  const { principalId: id, principal } = AssignmentSchema.parse(entry);
  const type = principal?.['@odata.type'];
  if (type === '#microsoft.graph.group') return { id, kind: 'group' };
  if (type === '#microsoft.graph.servicePrincipal') return { id, kind: 'other' };
  if (type !== '#microsoft.graph.user') return { id, kind: 'unknown' };
  const isShown = typeof principal?.accountEnabled === 'boolean' || principal?.onPremisesSyncEnabled === true;
  return { id, kind: 'user', ...(isShown && { isSynchronized: principal?.onPremisesSyncEnabled === true }) };
}
