import type { EntryAdvice } from './entry-advice.ts';

/** Every family has one data file of the same name. The order decides which entry a code shared by two families names. */
export const families = [
  'cloud-sync',
  'cloud-sync-extended',
  'quarantine-reason',
  'quarantine-cause',
  'provisioning-log',
  'provisioning-log-skip',
  'cross-tenant-sync',
  'aadsts',
  'graph-http',
  'inbound-api',
  'scim-api',
  'onprem-ecma',
  'job-state',
  'job-condition',
  'cloud-sync-agent-install',
  'connect-export',
  'connect-error-category',
  'connect-auth',
  'connect-connectivity',
  'connect-install',
  'phs-event',
  'phs-check',
  'phs-object-status',
  'password-writeback',
  'sspr-writeback-event',
] as const;
export type Family = (typeof families)[number];

/** Families whose entries a synchronization job can show; each says what is advised. */
export const jobFamilies = [
  'cloud-sync',
  'cloud-sync-extended',
  'quarantine-reason',
  'quarantine-cause',
  'provisioning-log',
  'provisioning-log-skip',
  'cross-tenant-sync',
  'aadsts',
  'inbound-api',
  'onprem-ecma',
  'job-state',
  'job-condition',
] as const satisfies readonly Family[];
type JobFamily = (typeof jobFamilies)[number];

/** Who has to act, one vocabulary for tenants, jobs, cards and filters. */
export const actors = [
  'server-admin',
  'tenant-admin',
  'other-tenant-admin',
  'app-owner',
  'directory-admin',
  'service-owner',
  'microsoft',
  'nobody',
] as const;
export type WhoMustAct = (typeof actors)[number];

export const codeSeverities = ['critical', 'error', 'warning', 'info'] as const;
type CodeSeverity = (typeof codeSeverities)[number];

/** What polling knows of a code. */
export interface SeverityOfCode {
  severity: CodeSeverity;
  tenantActionable: boolean;
  /** What the entry's advice says: that the agents are in question, or that only the message tells the cause. */
  says?: 'checkAgents' | 'readMessage';
}

/** How far the statement is backed: read in documentation, concluded from it, reported by users, or found in superseded pages only. */
export type Confidence = 'documented' | 'derived' | 'community' | 'archive';
/** The same question for the code itself: does Microsoft publish it (or did it once)? */
type PublicationStatus = 'documented' | 'derived' | 'community' | 'documented-archive';

interface EntryText {
  code: string;
  title: string;
  meaning: string;
  likelyCauses: readonly string[];
  /** Sentences that begin with what to do; the least destructive first. */
  remedies: readonly string[];
  whoMustAct: WhoMustAct;
  /** Somebody of a watched tenant can end it: false exactly where Microsoft, nobody or whoever runs this service has to act. */
  tenantActionable: boolean;
  retryable: boolean;
  severity: CodeSeverity;
  confidence: Confidence;
  status: PublicationStatus;
  /** True when Microsoft shows the fault without a code and the name is of this catalogue. */
  codeIsOurs?: boolean;
  aliases?: readonly string[];
  /** Wording by which the fault is known in logs and messages. */
  phrases?: readonly string[];
  note?: string;
  /** Entries, as `family/code`, that share a spelling with this one. */
  collidesWith?: readonly string[];
  /** Public pages, https only. */
  sources: readonly string[];
}

/** An entry that a job can show: it does not compile without its advice. */
export interface JobEntry extends EntryText {
  family: JobFamily;
  advice: EntryAdvice;
}

interface OtherEntry extends EntryText {
  family: Exclude<Family, JobFamily>;
  advice?: never;
}

/** What one code means and what to do about it. */
export type CatalogueEntry = JobEntry | OtherEntry;

/** Whether a job can show the entry. */
export function isJobEntry(entry: CatalogueEntry): entry is JobEntry {
  return entry.advice !== undefined;
}

/** True when `text` names a family of the catalogue, spelled as the families are. */
export function isFamily(text: string): text is Family {
  return families.some((family) => family === text);
}
