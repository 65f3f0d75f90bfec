import { pages } from './pages.ts';

/** What a host does for the sync service. */
export type HostRole = 'sign-in' | 'discovery' | 'anchor' | 'directory-discovery' | 'relay' | 'directory';

const { source } = pages.connectConnectivity;

/**
 * The hosts with a part of their own. The two that discover answer with a host of the region; of the regional ones any is as good as
 * another, so they count by what they do, not by name.
 */
export const hostRoles = [
  { role: 'sign-in', hosts: ['login.microsoftonline.com', 'login.windows.net'], means: 'signs in', source },
  {
    role: 'discovery',
    hosts: ['adminwebservice.microsoftonline.com'],
    means: 'names the back end of the region for the sync service',
    testUrl: 'https://adminwebservice.microsoftonline.com/ProvisioningService.svc',
    source,
  },
  { role: 'anchor', hosts: [], suffix: '-anchor.microsoftonline.com', means: 'the back end of the region for the sync service', source },
  {
    role: 'directory-discovery',
    hosts: ['provisioningapi.microsoftonline.com'],
    means: 'names the host of the region for the directory; it belongs to the MSOnline interface, retired in 2025',
    source,
  },
  { role: 'relay', hosts: [], suffix: '-relay.microsoftonline.com', means: 'the host of the region for the directory', source },
  { role: 'directory', hosts: ['graph.microsoft.com'], means: 'the directory for builds from 2.4.18.0', source },
] as const satisfies readonly HostRoleFacts[];

interface HostRoleFacts {
  role: HostRole;
  hosts: readonly string[];
  /** The end of regional names, whose first label begins with letters and digits of the region. */
  suffix?: string;
  means: string;
  testUrl?: string;
  source: string;
}

const roleByHost = new Map<string, HostRole>(hostRoles.flatMap(({ role, hosts }) => hosts.map((host) => [host, role] as const)));

const regionalRoles = hostRoles.flatMap((facts) => ('suffix' in facts ? [facts] : []));

/** The role of a host in lower case; undefined for one without. */
export function roleOf(host: string): HostRole | undefined {
  return roleByHost.get(host) ?? regionalRoles.find(({ suffix }) => isRegional(host, suffix))?.role;
}

function isRegional(host: string, suffix: string): boolean {
  return host.length > suffix.length && host.endsWith(suffix) && !host.slice(0, -suffix.length).includes('.');
}
