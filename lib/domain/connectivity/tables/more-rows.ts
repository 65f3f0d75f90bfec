import type { EndpointFacts } from './endpoint-row.ts';
import { pages } from './pages.ts';

const government = {
  product: 'cloud-sync',
  cloud: 'us-government',
  ...pages.agentPrerequisites,
  required: true,
  listedToday: true,
  port: 443,
} as const;
const channel = { phase: 'runtime', purpose: 'channel between agent and service' } as const;
const verification = { phase: 'runtime', port: 80, purpose: 'certificate verification' } as const;
const registration = { phase: 'registration', purpose: 'agent registration' } as const;
const registrationHosts = [
  'login.windows.us',
  'secure.aadcdn.microsoftonline-p.com',
  '*.microsoftonline.us',
  '*.microsoftonline-p.us',
  '*.msauth.net',
  '*.msauthimages.net',
  '*.msecnd.net',
  '*.msftauth.net',
  '*.msftauthimages.net',
  '*.phonefactor.net',
  'enterpriseregistration.windows.net',
  'management.azure.com',
  'policykeyservice.dc.ad.msft.net',
  'aadcdn.msftauthimages.us',
  '*.microsoft.us',
  'msauthimages.us',
  'msftauthimages.us',
];

/** What the provisioning agent needs in the cloud of the US government. */
export const governmentRows: readonly EndpointFacts[] = [
  ...['*.msappproxy.us', '*.servicebus.usgovcloudapi.net'].map((pattern) => ({ ...government, pattern, ...channel })),
  ...['mscrl.microsoft.us', 'crl.microsoft.us', 'ocsp.msocsp.us', 'www.microsoft.us'].map((pattern) => ({
    ...government,
    pattern,
    ...verification,
  })),
  ...registrationHosts.map((pattern) => ({ ...government, pattern, ...registration })),
  { ...government, pattern: 'ctldl.windowsupdate.us', ...registration, port: 80, purpose: 'agent registration (trust list)' },
  {
    ...government,
    pattern: 'mfstauthimages.us',
    ...registration,
    superseded: true,
    supersededBy: ['msftauthimages.us'],
    note: 'A misprint of the page in 2023 and 2025.',
  },
];

const writeback = {
  product: 'connect',
  ...pages.passwordWriteback,
  port: 443,
  purpose: 'password writeback',
  feature: 'password-writeback',
  required: false,
  listedToday: null,
} as const;

/** What password writeback needs beyond the short list of Connect. */
export const writebackRows: readonly EndpointFacts[] = [
  { ...writeback, cloud: 'public', pattern: '*.passwordreset.microsoftonline.com' },
  {
    ...writeback,
    cloud: 'public',
    pattern: '*.servicebus.windows.net',
    note: 'To test it: ssprdedicatedsbprodscu.servicebus.windows.net on port 443.',
  },
  { ...writeback, cloud: 'us-government', pattern: '*.passwordreset.microsoftonline.us' },
  { ...writeback, cloud: 'us-government', pattern: '*.servicebus.usgovcloudapi.net' },
  { ...writeback, cloud: 'china', pattern: 'ssprdedicatedsbmcprodcne.servicebus.chinacloudapi.cn' },
  { ...writeback, cloud: 'china', pattern: 'ssprdedicatedsbmcprodcnn.servicebus.chinacloudapi.cn' },
];
