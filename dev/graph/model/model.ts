import type { Random } from './random.ts';

export interface GraphError {
  code: string;
  message: string;
  tenantActionable: boolean;
}

export interface Execution {
  activityIdentifier: string | null;
  state: string;
  timeBegan: string;
  timeEnded: string;
  countEntitled: number;
  countEntitledForProvisioning: number;
  countEscrowed: number;
  countEscrowedRaw: number;
  countExported: number;
  countExports: number;
  countImported: number;
  countImportedDeltas: number;
  countImportedReferenceDeltas: number;
  error: GraphError | null;
}

interface Quarantine {
  reason: string;
  currentBegan: string;
  seriesBegan: string;
  seriesCount: number;
  nextAttempt: string;
  error: GraphError | null;
}

interface Progress {
  completedUnits: number;
  totalUnits: number;
  units: string;
  progressObservationDateTime: string;
}

interface JobStatus {
  code: string;
  countSuccessiveCompleteFailures: number;
  escrowsPruned: boolean;
  lastExecution: Execution | null;
  lastSuccessfulExecution: Execution | null;
  lastSuccessfulExecutionWithExports: Execution | null;
  progress: Progress[];
  quarantine: Quarantine | null;
  steadyStateFirstAchievedTime: string;
  steadyStateLastAchievedTime: string;
  synchronizedEntryCountByType: { key: string; value: number }[];
  troubleshootingUrl: string | null;
}

/** What Graph would answer for one job, field by field. */
export interface JobDocument {
  id: string;
  templateId: string | null;
  schedule: { expiration: string | null; interval: string; state: string };
  status: JobStatus;
  synchronizationJobSettings: unknown;
}

/** Why a job cannot work. */
export interface Cause extends GraphError {
  reason: string;
  /** Complete failures in a row before the service imposes quarantine; credentials are punished at once. */
  failuresBeforeQuarantine: number;
  /** Deletions held back by accidental-delete protection. */
  parkedDeletes?: number;
}

export type BehaviourName = 'steady' | 'escrowing' | 'entryErrors' | 'idle';
export type Effect = { action: 'start' } | { action: 'pause' } | { action: 'restart'; scopes: readonly string[] };

/** Lines of the provisioning log that have one cause. */
export interface LoggedCause {
  code: string;
  rows: number;
  /** Different objects that take turns in them; one a line unless told. */
  objects?: number | undefined;
  reason?: string | undefined;
  /** Type of the step that stopped. */
  step?: string | undefined;
  status?: 'failure' | 'skipped' | 'success' | undefined;
  action?: string | undefined;
  objectType?: string | undefined;
  namePrefix?: string | undefined;
  /** The rows name no object at all. */
  isNameless?: boolean | undefined;
  /** Hours before the end of the last run between which they are spread; all at its end unless told. */
  sinceHoursAgo?: number | undefined;
  untilHoursAgo?: number | undefined;
}

/** What Graph keeps to itself. */
export interface JobLife {
  behaviour: BehaviourName;
  cause?: Cause;
  causeActive: boolean;
  /** Falls back into quarantine at the first cycle after it was cleared. */
  relapses: boolean;
  lifted: boolean;
  nextCycleAt: number;
  escrows: number;
  entries: Record<string, number>;
  initialCycle?: { completed: number; total: number; perCycle: number };
  /** Times of `start` calls on the running job; Microsoft warns that they can stop it. */
  disturbedAt: number[];
  effectDelayInMs: number;
  pending: { at: number; effect: Effect }[];
  executions: number;
  /** Why provisioning on demand passes its objects over. */
  skipReason?: string;
  /** What the provisioning log holds; absent, it follows from the rest. */
  logged?: LoggedCause[];
}

/** Habits of Graph that a reader has to bear. */
export interface Oddities {
  /** Fields of the status that are simply not sent. */
  omits?: string[];
  /** Enum members as old SDKs know them. */
  camelCase?: boolean;
  /** A last success without identifier and with a year-1 beginning. */
  blankSuccess?: boolean;
  /** Provisioning on demand answers with the name of a type and a list, where other jobs answer with two JSON texts. */
  listsProvisioning?: boolean;
}

export interface Job {
  servicePrincipalId: string;
  document: JobDocument;
  life: JobLife;
  oddities: Oddities;
  removed: boolean;
  /** Sent in place of the document: what a broken answer looks like. */
  raw?: { value: unknown };
}

export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  accountEnabled: boolean;
  applicationTemplateId: string | null;
  tags: string[];
  homepage: string | null;
  jobs: Job[];
  removed: boolean;
}

/** A provisioning agent on a host of the tenant. */
export interface ProvisioningAgent {
  id: string;
  machineName: string;
  /** On-premises domains that it serves. */
  domains: string[];
  /** Milliseconds since the epoch; absent while it runs. */
  downSince?: number;
}

/** A person of a tenant. */
export interface DirectoryUser {
  id: string;
  displayName: string;
  userPrincipalName: string;
  /** Of those that come from premises. */
  onPremisesDistinguishedName?: string;
}

/** A line of the directory's audit log. */
export interface DirectoryAudit {
  /** Milliseconds since the epoch. */
  at: number;
  /** `activityDisplayName` */
  activity: string;
  category?: string;
  loggedByService?: string;
  result?: 'success' | 'failure';
  user?: { id: string; displayName: string; userPrincipalName: string };
  app?: { appId: string; displayName: string };
  targets: { id: string; type: string; displayName: string }[];
}

/** How a tenant is synchronized besides its jobs. Times are milliseconds since the epoch. */
export interface DirectoryOfTenant {
  /** Entra Connect has sent nothing since; absent, it runs. */
  connectStoppedAt?: number;
  /** The same of its password hashes alone. */
  passwordsStoppedAt?: number;
  /** Switched on, and nothing was ever sent. */
  neverRan?: boolean;
  /** Whether Connect sends password hashes at all. */
  sendsPasswords: boolean;
  /** v1.0 says nothing about password hashes, as it is documented. */
  hidesPasswordTime?: boolean;
  /** Besides the tenant's own one. */
  domains: { name: string; federated?: boolean; verified?: boolean }[];
  /** People with roles, from on premises and from the cloud, and groups with roles. */
  administrators: { synchronized: number; cloudOnly: number; groups: number };
}

export interface Tenant {
  tenantId: string;
  displayName: string;
  domain: string;
  /** Application client id → granted application permissions. An absent client has no consent. */
  grants: Record<string, string[]>;
  onPremisesSyncEnabled: boolean | null;
  directory: DirectoryOfTenant;
  /** Without P1 there are no reports. */
  licence: 'P1' | 'free';
  agents: ProvisioningAgent[];
  users: DirectoryUser[];
  audits: DirectoryAudit[];
  /** By object id. */
  servicePrincipals: Map<string, ServicePrincipal>;
}

export interface Latency {
  fixedInMs: number;
  /** For each item of a batch after the first. */
  perItemInMs: number;
}

/** An application of the home tenant: who may sign in as it. */
export interface Application {
  clientId: string;
  /** Object ids of the managed identities trusted by its federated credential. */
  federatedSubjects: string[];
  secret?: string;
}

export interface ManagedIdentity {
  clientId: string;
  objectId: string;
}

export interface World {
  now(): number;
  random: Random;
  homeTenantId: string;
  tenants: Map<string, Tenant>;
  applications: Application[];
  identities: ManagedIdentity[];
  latency: Latency;
}
