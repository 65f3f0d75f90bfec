import { cleanText } from '../../clean-text.ts';
import { kindOf, kindsWithoutAgents } from '../kind/job-kind.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

/** The on-premises domain that a job reaches through provisioning agents, and what names it. */
export interface OnPremisesDomain {
  /** In lower case. */
  name: string;
  source: 'settings' | 'displayName';
}

interface NamedJob {
  /** Of the service principal. */
  displayName: string;
  snapshot: Pick<JobSnapshot, 'jobId' | 'templateId' | 'settings'>;
}

/** A directory may have one label; what people call an application is only a domain if it looks like one. */
const settingForm = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,253}$/u;
const nameForm = /^(?=.{4,253}$)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+$/u;
const cloudSyncIds = /^(?:AD2AAD|ADDC|AAD2AD)/i;

/**
 * The domain of a job: what its settings say, else, of a cloud sync job, the name of its service principal, which cloud sync makes of the
 * domain's name. Undefined where there is none, or nothing tells which: an agent is not assigned to what nobody can name.
 * https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-inbound-synch-ms-graph
 */
export function domainOf({ displayName, snapshot }: NamedJob): OnPremisesDomain | undefined {
  if (kindsWithoutAgents.includes(kindOf(snapshot))) return undefined;
  const set = nameInSettings(snapshot.settings);
  if (set !== undefined) return { name: set, source: 'settings' };
  const isCloudSync = [snapshot.templateId ?? '', snapshot.jobId].some((id) => cloudSyncIds.test(id));
  const called = displayName.trim().toLowerCase();
  return isCloudSync && nameForm.test(called) ? { name: called, source: 'displayName' } : undefined;
}

function nameInSettings(settings: JobSnapshot['settings']): string | undefined {
  const plain = settings.find(({ key }) => key.toLowerCase() === 'domainfqdn')?.value;
  const inJson = settings.find(({ key }) => key.toLowerCase() === 'domain')?.value;
  return [plain, inJson && fqdnIn(inJson)].map(asDomain).find((name) => name !== undefined);
}

/** The name of a domain as it is compared: in lower case, without the dot that its whole form ends with. */
export function plainDomain(text: string): string {
  return cleanText(text, 256).trim().toLowerCase().replace(/\.$/, '');
}

function asDomain(text: unknown): string | undefined {
  const name = typeof text === 'string' ? plainDomain(text) : '';
  return settingForm.test(name) ? name : undefined;
}

// A JSON text with several names of the domain, or one name alone.
function fqdnIn(text: string): unknown {
  if (!text.trim().startsWith('{')) return text;
  try {
    return (JSON.parse(text) as { DomainFQDN?: unknown }).DomainFQDN;
  } catch {
    return undefined;
  }
}
