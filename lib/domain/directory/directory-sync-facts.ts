import type { UpstreamReason } from '../errors.ts';
import type { Unavailable } from '../unavailable.ts';

/** One part of the reading, which Graph permits or refuses by itself. Times are UTC ISO. */
export interface PartReading<Value> {
  /** When it was asked for last, whatever came of it. */
  askedAt: string;
  /** As it was read last; nothing of it is kept once it may not be read any more. */
  value?: Value;
  readAt?: string;
  /** It may not be read. */
  unavailable?: Unavailable;
  /** It could not be read this time; what stands beside it is older. */
  failure?: UpstreamReason;
}

/** https://learn.microsoft.com/graph/api/resources/organization */
export interface OrganizationSync {
  /** `null`: as Graph says of a tenant that never had it. Where it was switched off, Graph says `false`. */
  syncEnabled: boolean | null;
  /** Absent where nothing was ever synchronized, and where Graph does not say. */
  lastSyncAt?: string;
  /** Absent where no password hash ever was, and where Graph does not say. */
  lastPasswordSyncAt?: string;
  /** Graph sends nothing about password hashes. */
  passwordsUntold?: true;
}

export const preventionTypes = ['disabled', 'enabledForCount', 'enabledForPercentage'] as const;

/** https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization */
export interface SyncSettings {
  /** Whether each feature is on, by Microsoft's name of it. */
  features: Record<string, boolean>;
  /** From how many deletions on a run exports none of them. */
  deletionPrevention?: { type: (typeof preventionTypes)[number] | 'unknown'; threshold?: number };
}

export const authenticationTypes = ['Managed', 'Federated'] as const;

export interface TenantDomain {
  name: string;
  /** Where its people sign in: at Microsoft, or at a service of their own. */
  authenticationType: (typeof authenticationTypes)[number] | 'unknown';
  isVerified: boolean;
  isDefault: boolean;
  isInitial: boolean;
}

export interface TenantDomains {
  /** Not all of them where there are very many. */
  domains: TenantDomain[];
  total: number;
  verified: number;
  federated: number;
  /** Graph has more pages than were read. */
  isTruncated?: true;
}

/** How many accounts that hold a role come from on premises, which Microsoft advises against; who they are is kept nowhere. */
export interface SyncedAdministrators {
  /** People with a role that was assigned to them. */
  total: number;
  synchronized: number;
  /** Groups with a role: who is in them is not counted. */
  groups: number;
  /** Not every assignment was read. */
  isTruncated?: true;
}

/** Jobs of cloud sync in the tenant when the rest was read. */
export interface JobsOfCloudSync {
  total: number;
  /** Switched on, be it in quarantine. */
  on: number;
  /** In quarantine. */
  quarantined: number;
}

/** What was read of a tenant's directory synchronization. Rows outlive code: every member is optional. */
export interface DirectorySyncFacts {
  organization?: PartReading<OrganizationSync>;
  settings?: PartReading<SyncSettings>;
  domains?: PartReading<TenantDomains>;
  administrators?: PartReading<SyncedAdministrators>;
  /** Jobs that bring users, groups and contacts. */
  cloudSync?: JobsOfCloudSync;
  /** Jobs that bring password hashes. */
  cloudPasswords?: JobsOfCloudSync;
  /** When Entra Connect was last seen to have synchronized within seven days. */
  connectSeenAt?: string;
  /** When its password hashes were last seen to have come within a day. */
  passwordsSeenAt?: string;
  /** The last synchronization that Graph told of while it was switched on; it stays where Graph tells none any more. */
  toldSyncAt?: string;
  /** The same of password hashes. */
  toldPasswordSyncAt?: string;
  /** Graph said last that it is switched off; what it leaves out after that is no riddle. */
  isSwitchedOff?: true;
  /** The last synchronization of an Entra Connect that is taken for retired: it stays so until there is a later one. */
  leftBehindSince?: string;
}
