import type { HostRole } from './host-roles.ts';
import { pages } from './pages.ts';

export type PhaseName = 'connect' | 'configure' | 'initial-sync';

/** One request of a reference log. */
interface ReferenceRequest {
  /** Time of day, as the page prints it. */
  time: string;
  host: string;
}

/** One step of a phase: what has to be seen of it, whatever the region. */
export interface PhaseStep {
  role: HostRole;
  /** The host to be expected, or the form of its name. */
  host: string;
  /** Seen in its place with current builds: then its absence is no fault. */
  orRole?: HostRole;
}

export interface ReferencePhase {
  phase: PhaseName;
  /** The page of the wizard, or what the log calls the time after it. */
  heading: string;
  /** Headings under which the page was printed in other years. */
  otherHeadings: readonly string[];
  /** Whose proxy settings hold. */
  securityContext: 'signed-in user' | 'service account';
  /** In the order in which they come first. */
  steps: readonly PhaseStep[];
  /** The log as printed, less what its authors left out as repeated. */
  log: readonly ReferenceRequest[];
  source: string;
  asOf: string;
}

const signIn = { role: 'sign-in', host: 'login.microsoftonline.com' } as const;
const discovery = { role: 'discovery', host: 'adminwebservice.microsoftonline.com' } as const;
const anchor = { role: 'anchor', host: '*-anchor.microsoftonline.com' } as const;
// Builds from 2.4.18.0 ask graph.microsoft.com in place of the retired MSOnline interface.
const directoryDiscovery = { role: 'directory-discovery', host: 'provisioningapi.microsoftonline.com', orRole: 'directory' } as const;
const relay = { role: 'relay', host: '*-relay.microsoftonline.com', orRole: 'directory' } as const;

const login = 'login.microsoftonline.com';
const admin = 'adminwebservice.microsoftonline.com';
const [bba800, bba900] = ['bba800-anchor.microsoftonline.com', 'bba900-anchor.microsoftonline.com'];
const api = 'provisioningapi.microsoftonline.com';
const bwsc02 = 'bwsc02-relay.microsoftonline.com';

/** The three logs of a healthy installation that the page prints (of January 2016), and what they are made of. */
export const referencePhases: readonly ReferencePhase[] = [
  {
    phase: 'connect',
    heading: 'Connect to Microsoft Entra ID',
    otherHeadings: ['Connect to Azure AD'],
    securityContext: 'signed-in user',
    steps: [signIn, discovery, anchor, directoryDiscovery, relay],
    log: logOf(['08:31', login, admin], ['08:32', bba800, login], ['08:33', api, bwsc02]),
    ...pages.connectConnectivity,
  },
  {
    phase: 'configure',
    heading: 'Configure',
    otherHeadings: [],
    securityContext: 'service account',
    steps: [signIn, anchor, discovery, directoryDiscovery, relay],
    log: logOf(['08:43', login, bba800, login], ['08:44', admin, bba900, login, admin, bba800, login], ['08:46', api, bwsc02]),
    ...pages.connectConnectivity,
  },
  {
    phase: 'initial-sync',
    heading: 'Initial sync',
    otherHeadings: ['Initial Sync'],
    securityContext: 'service account',
    steps: [{ role: 'sign-in', host: 'login.windows.net' }, discovery, anchor],
    log: logOf(['08:48', 'login.windows.net'], ['08:49', admin, bba900, bba800]),
    ...pages.connectConnectivity,
  },
];

function logOf(...minutes: readonly (readonly [time: string, ...hosts: string[]])[]): ReferenceRequest[] {
  return minutes.flatMap(([time, ...hosts]) => hosts.map((host) => ({ time, host })));
}
