import type { EndpointFacts } from './endpoint-row.ts';
import { pages } from './pages.ts';

const connect = { product: 'connect', cloud: 'public', required: true } as const;
const today = { ...connect, ...pages.connectConnectivity, listedToday: true } as const;
const in2016 = { ...connect, ...pages.connectConnectivity2016, superseded: true } as const;
const repeated = { listedToday: true, note: 'The table of today repeats this row.' } as const;
const aside = {
  ...connect,
  ...pages.connectInstallCustom,
  required: false,
  listedToday: null,
  note: 'The page bears no date; it is of 2023 or later.',
} as const;
const revocation = { port: 80, purpose: 'certificate revocation list download' } as const;
// The page prints these with "*.", but the host that is contacted is the name itself.
const verification = { port: 80, purpose: 'certificate verification', alsoMatchApex: true } as const;

/** What Entra Connect Sync needs. The short list of the page leaves out password writeback and Connect Health. */
export const connectRows: readonly EndpointFacts[] = [
  { ...today, pattern: 'mscrl.microsoft.com', ...revocation },
  { ...today, pattern: '*.verisign.com', ...revocation },
  {
    ...today,
    pattern: '*.entrust.net',
    port: 80,
    purpose: 'certificate revocation list download for multifactor authentication',
    note: 'The table of 2016 had *.entrust.com in its place.',
  },
  { ...today, pattern: '*.management.core.windows.net', port: 443, purpose: 'Azure services (Azure Storage)' },
  {
    ...today,
    pattern: '*.graph.windows.net',
    port: 443,
    purpose: 'Azure services (Azure AD Graph)',
    note: 'The interface was retired in 2025; the page still prints the row.',
  },
  { ...today, pattern: 'secure.aadcdn.microsoftonline-p.com', port: 443, purpose: 'pages of multifactor authentication' },
  {
    ...today,
    pattern: 'graph.microsoft.com',
    port: 443,
    purpose: 'directory access',
    since: '2.4.18.0',
    note: 'Builds below 2.5.79.0 were announced to stop on 30 September 2026, so every server that is to synchronize needs it.',
  },
  { ...today, pattern: '*.microsoftonline.com', port: 443, purpose: 'directory configuration, import and export' },
  { ...today, pattern: '*.crl3.digicert.com', ...verification },
  { ...today, pattern: '*.crl4.digicert.com', ...verification },
  { ...today, pattern: '*.digicert.cn', port: 80, purpose: 'certificate verification' },
  { ...today, pattern: '*.ocsp.digicert.com', ...verification },
  { ...today, pattern: '*.www.d-trust.net', ...verification },
  { ...today, pattern: '*.root-c3-ca2-2009.ocsp.d-trust.net', ...verification },
  { ...today, pattern: '*.crl.microsoft.com', ...verification },
  { ...today, pattern: '*.oneocsp.microsoft.com', ...verification },
  { ...today, pattern: '*.ocsp.msocsp.com', ...verification },
  {
    ...today,
    pattern: 'login.windows.net',
    port: 443,
    purpose: 'sign-in of the sync service',
    required: false,
    listedToday: false,
    note: 'Not in the table, but the reference log of the first synchronization on the same page contacts it: allow it.',
  },
  { ...in2016, ...repeated, pattern: 'mscrl.microsoft.com', ...revocation, supersededBy: ['mscrl.microsoft.com'] },
  { ...in2016, ...repeated, pattern: '*.verisign.com', ...revocation, supersededBy: ['*.verisign.com'] },
  {
    ...in2016,
    pattern: '*.entrust.com',
    port: 80,
    purpose: 'certificate revocation list download for multifactor authentication',
    listedToday: false,
    supersededBy: ['*.entrust.net'],
  },
  {
    ...in2016,
    pattern: '*.windows.net',
    port: 443,
    purpose: 'sign-in to the directory',
    listedToday: false,
    supersededBy: ['*.management.core.windows.net', '*.graph.windows.net'],
    note: 'What stands in its place does not cover login.windows.net.',
  },
  {
    ...in2016,
    ...repeated,
    pattern: 'secure.aadcdn.microsoftonline-p.com',
    port: 443,
    purpose: 'pages of multifactor authentication',
    supersededBy: ['secure.aadcdn.microsoftonline-p.com'],
  },
  {
    ...in2016,
    ...repeated,
    pattern: '*.microsoftonline.com',
    port: 443,
    purpose: 'directory configuration, import and export',
    supersededBy: ['*.microsoftonline.com'],
  },
  {
    ...aside,
    pattern: 'autologon.microsoftazuread-sso.com',
    port: 443,
    purpose: 'Seamless SSO: in the intranet zone of the browsers, value 1',
    phase: 'browser',
    feature: 'seamless-sso',
  },
  {
    ...aside,
    pattern: 'aadg.windows.net.nsatc.net',
    port: 443,
    purpose: 'Seamless SSO: in the intranet zone of the browsers, value 1',
    phase: 'browser',
    feature: 'seamless-sso',
    note: 'The page bears no date; it is of 2023 or later. Other names below nsatc.net in the log of a sync server may be ignored.',
  },
  { ...aside, pattern: 'myapps.microsoft.com', port: 443, purpose: 'test of the sign-in by hand', phase: 'browser' },
  { ...aside, pattern: 'testconnectivity.microsoft.com', port: 443, purpose: 'test of single sign-on of rich clients', phase: 'browser' },
];
