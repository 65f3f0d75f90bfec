import type { EndpointFacts } from './endpoint-row.ts';
import { pages } from './pages.ts';

const agent = { product: 'cloud-sync', cloud: 'public', required: true } as const;
const in2023 = { ...agent, ...pages.agentTroubleshooting } as const;
const today = { ...agent, ...pages.agentPrerequisites, listedToday: true, phase: 'runtime' } as const;
const channel = { phase: 'runtime', port: 443, purpose: 'channel between agent and service' } as const;
const verification = { phase: 'runtime', port: 80, purpose: 'certificate verification' } as const;
const registration = { phase: 'registration', port: 443, purpose: 'agent registration' } as const;
const mayStillBeUsed = {
  listedToday: false,
  note: 'Not in the table of 2025; certificate checks may still use it: keep it open.',
} as const;
const keptByGovernment = { listedToday: false, note: 'Not in the table of 2025, but in that of the US government cloud.' } as const;
const reported = {
  ...agent,
  ...pages.agentPrerequisites2026,
  ...registration,
  listedToday: null,
  note: 'Reported from a copy of August 2026; the newest copy that could be read ends before the table.',
} as const;

/** What the provisioning agent needs: what the page of 2023 lists, and what later copies add. */
export const cloudSyncRows: readonly EndpointFacts[] = [
  { ...in2023, pattern: '*.msappproxy.net', ...channel, listedToday: true },
  { ...in2023, pattern: '*.servicebus.windows.net', ...channel, listedToday: true },
  { ...in2023, pattern: 'crl3.digicert.com', ...verification, ...mayStillBeUsed },
  { ...in2023, pattern: 'crl4.digicert.com', ...verification, ...mayStillBeUsed },
  { ...in2023, pattern: 'ocsp.digicert.com', ...verification, ...mayStillBeUsed },
  { ...in2023, pattern: 'crl.microsoft.com', ...verification, listedToday: true },
  { ...in2023, pattern: 'oneocsp.microsoft.com', ...verification, ...mayStillBeUsed },
  { ...in2023, pattern: 'ocsp.msocsp.com', ...verification, listedToday: true },
  { ...in2023, pattern: 'login.windows.net', ...registration, listedToday: true },
  { ...in2023, pattern: 'secure.aadcdn.microsoftonline-p.com', ...registration, ...keptByGovernment },
  {
    ...in2023,
    pattern: '*.microsoftonline.com',
    ...registration,
    listedToday: true,
    note: 'The table of 2025 lists it for the running service, not only for the registration.',
  },
  { ...in2023, pattern: '*.microsoftonline-p.com', ...registration, ...keptByGovernment },
  {
    ...in2023,
    pattern: '*.msauth.net',
    ...registration,
    listedToday: false,
    note: `${keptByGovernment.note} A copy of August 2026 is reported to name aadcdn.msauth.net instead.`,
  },
  { ...in2023, pattern: '*.msauthimages.net', ...registration, ...keptByGovernment },
  { ...in2023, pattern: '*.msecnd.net', ...registration, ...keptByGovernment },
  {
    ...in2023,
    pattern: '*.msftauth.net',
    ...registration,
    listedToday: false,
    note: `${keptByGovernment.note} A copy of August 2026 is reported to name aadcdn.msftauth.net instead.`,
  },
  { ...in2023, pattern: '*.msftauthimages.net', ...registration, ...keptByGovernment },
  { ...in2023, pattern: '*.phonefactor.net', ...registration, ...keptByGovernment },
  { ...in2023, pattern: 'enterpriseregistration.windows.net', ...registration, ...keptByGovernment },
  { ...in2023, pattern: 'management.azure.com', ...registration, ...keptByGovernment },
  {
    ...in2023,
    pattern: 'policykeyservice.dc.ad.msft.net',
    ...registration,
    listedToday: false,
    note: `${keptByGovernment.note} Connect Health still needs it exempted from inspection.`,
  },
  { ...in2023, pattern: 'ctldl.windowsupdate.com', ...registration, listedToday: false, note: 'Not in the table of 2025.' },
  {
    ...in2023,
    pattern: 'www.microsoft.com',
    path: '/pkiops',
    ...registration,
    listedToday: false,
    superseded: true,
    supersededBy: ['www.microsoft.com'],
    note: 'A rule by host cannot hold the path. The table of 2025 lists www.microsoft.com on port 80 instead.',
  },
  {
    ...in2023,
    pattern: 'ctldl.windowsupdate.com',
    ...registration,
    port: 80,
    purpose: 'agent registration (trust list)',
    listedToday: false,
    note: 'Not in the table of 2025.',
  },
  { ...today, pattern: '*.microsoftonline.com', ...channel },
  { ...today, pattern: '*.microsoft.com', ...channel },
  { ...today, pattern: '*.msappproxy.com', ...channel },
  { ...today, pattern: '*.windowsazure.com', ...channel },
  { ...today, pattern: 'mscrl.microsoft.com', ...verification },
  { ...today, pattern: 'www.microsoft.com', ...verification },
  { ...reported, pattern: 'login.live.com' },
  { ...reported, pattern: 'aadcdn.msauth.net' },
  { ...reported, pattern: 'aadcdn.msftauth.net' },
  {
    ...reported,
    pattern: 'www.msftconnecttest.com',
    note: `${reported.note} The port is not reported; Windows itself asks this host on port 80.`,
  },
  {
    ...agent,
    ...pages.agentPrerequisites2023,
    pattern: '*.cloudwebappproxy.net',
    ...channel,
    listedToday: false,
    superseded: true,
    note: 'In the table of November 2023 and gone by April 2025.',
  },
];
