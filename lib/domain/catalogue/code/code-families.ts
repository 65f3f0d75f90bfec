/**
 * What the name of a code that the catalogue lacks suggests, in Microsoft's own way of naming: the part of the service at its beginning, what
 * failed at its end. The first that fits counts.
 * https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/reference-error-codes
 */
const codeFamilies: readonly { prefix?: string; suffix?: string; entry: string }[] = [
  { prefix: 'HybridIdentityService', entry: 'job-condition/AgentSuspected' },
  { suffix: 'InvalidCredentials', entry: 'job-condition/CredentialsSuspected' },
  { prefix: 'HybridSynchronizationActiveDirectory', entry: 'job-condition/DirectorySuspected' },
  { prefix: 'SystemForCrossDomainIdentityManagement', entry: 'job-condition/TargetSuspected' },
];

/** The entry, as `family/code`, that speaks for the family of an unknown code; undefined where its name suggests nothing. */
export function familyEntryOf(code: string): string | undefined {
  const text = code.trim().toLowerCase();
  const fits = ({ prefix = '', suffix = '' }: (typeof codeFamilies)[number]): boolean =>
    text.startsWith(prefix.toLowerCase()) && text.endsWith(suffix.toLowerCase());
  return codeFamilies.find(fits)?.entry;
}

/** The parts of the service that put their name before a code; the two of Entra ID mean the same. */
const services: readonly (readonly [prefix: RegExp, service: string])[] = [
  [/^hybrididentityservice/i, 'agent'],
  [/^hybridsynchronizationactivedirectory/i, 'directory'],
  [/^systemforcrossdomainidentitymanagement/i, 'target'],
  [/^(?:azureactivedirectory|azuredirectoryservice)/i, 'entra'],
];

/** Whether two codes name different parts of the service, so that one cannot be the other in a longer form. */
export function areOfDifferentServices(one: string, other: string): boolean {
  const [first, second] = [one, other].map((code) => services.find(([prefix]) => prefix.test(code.trim()))?.[1]);
  return first !== undefined && second !== undefined && first !== second;
}
