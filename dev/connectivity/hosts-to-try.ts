import { suffixOf } from '../../lib/domain/connectivity/match/host-pattern.ts';
import type { EndpointRow, Product } from '../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpointsOf } from '../../lib/domain/connectivity/tables/endpoints.ts';

/** Hosts below the suffixes of the tables that pages of Microsoft name. Of those that discover, none that belongs to a retired interface. */
const publishedBelow: Readonly<Record<string, readonly string[]>> = {
  '*.microsoftonline.com': ['login.microsoftonline.com', 'adminwebservice.microsoftonline.com'],
  '*.microsoftonline-p.com': ['secure.aadcdn.microsoftonline-p.com'],
  '*.microsoft.com': ['graph.microsoft.com'],
  '*.msauth.net': ['aadcdn.msauth.net'],
  '*.msftauth.net': ['aadcdn.msftauth.net'],
  // https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback
  '*.servicebus.windows.net': ['ssprdedicatedsbprodscu.servicebus.windows.net'],
};

/** Files that the hosts of certificates serve to everybody, so that an answer of theirs is told from one of a proxy. */
const publicFiles: Readonly<Record<string, string>> = {
  'crl3.digicert.com': '/DigiCertGlobalRootG2.crl',
  'crl4.digicert.com': '/DigiCertGlobalRootG2.crl',
  'crl.microsoft.com': '/pki/crl/products/MicRooCerAut_2010-06-23.crl',
  // https://learn.microsoft.com/azure/security/fundamentals/azure-certificate-authority-details
  'mscrl.microsoft.com': '/pki/mscorp/crl/Microsoft%20RSA%20TLS%20CA%2001.crl',
  'www.microsoft.com': '/pkiops/crl/Microsoft%20Azure%20RSA%20TLS%20Issuing%20CA%2003.crl',
  // https://learn.microsoft.com/windows-server/identity/ad-cs/configure-trusted-roots-disallowed-certificates
  'ctldl.windowsupdate.com': '/msdownload/update/v3/static/trustedr/en/authrootstl.cab',
};

interface HostsToTry {
  /** `host:port`, and the file behind it. */
  targets: string[];
  /** `*.suffix:port` of which no host is published. */
  untried: string[];
}

/** What a server can try of the rows that hold. */
export function hostsToTry(product: Product): HostsToTry {
  const rows = endpointsOf({ product }).filter(isTried);
  const targets = rows.flatMap((row) => hostsOf(row).map((host) => targetOf(host, row.port)));
  const untried = rows.filter((row) => hostsOf(row).length === 0).map(({ pattern, port }) => `${pattern}:${port}`);
  return { targets: [...new Set(targets)], untried: [...new Set(untried)] };
}

/** Not what only browsers or single features need, nor what is merely reported. */
function isTried({ superseded, feature, phase, listedToday }: EndpointRow): boolean {
  return !superseded && feature === undefined && phase !== 'browser' && listedToday !== null;
}

function targetOf(host: string, port: number): string {
  return `${host}:${port}${port === 80 ? (publicFiles[host] ?? '') : ''}`;
}

function hostsOf({ pattern, alsoMatchApex }: EndpointRow): readonly string[] {
  const suffix = suffixOf(pattern);
  if (suffix === undefined) return [pattern];
  return alsoMatchApex ? [suffix] : (publishedBelow[pattern] ?? []);
}
