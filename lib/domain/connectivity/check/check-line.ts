import type { Product } from '../tables/endpoint-row.ts';

/** How the server went out: by itself, or through the proxy of its configuration. */
type CheckWay = 'direct' | 'proxy';

/** Who issues the certificates of the service: the names of organisations in an issuer. */
export const certificateIssuers = ['Microsoft Corporation', 'DigiCert Inc', 'DigiCert, Inc.'] as const;

export const checkSteps = ['dns', 'tcp', 'connect', 'tls', 'http'] as const;

/** What was tried: the name, the port, a tunnel of the proxy, the certificate, a file over port 80. */
type CheckStep = (typeof checkSteps)[number];

export const checkResults = ['ok', 'refused', 'timeout', 'dns', 'inspected', 'failed'] as const;

/**
 * What came of it. `refused`: an HTTP status that says so; `dns`: no address for the name; `inspected`: a certificate that neither
 * Microsoft nor DigiCert issued; `failed`: anything else, in the words of the system.
 */
type CheckResult = (typeof checkResults)[number];

/** The first line of a report: which product was checked, and when. */
interface CheckHead {
  kind: 'head';
  product: Product;
  /** UTC ISO, seconds. */
  at: string;
}

/** Which way counts: that of the service. What fails on the other way is no finding. */
interface CheckVia {
  kind: 'via';
  way: CheckWay;
}

/** One check of one host. */
export interface HostCheck {
  kind: 'check';
  way: CheckWay;
  step: CheckStep;
  /** In the spelling of `normalizeHost`. */
  host: string;
  /** Absent for `dns`. */
  port?: number;
  result: CheckResult;
  /** Of HTTP, or of the tunnel. */
  status?: number;
  /** The chain of names, the issuer of the certificate, or the words of the system. */
  detail?: string;
}

/** A suffix of which no host is published that could be tried, or a host without a file that could be asked for through a proxy. */
interface CheckSkipped {
  kind: 'skipped';
  pattern: string;
  port: number;
}

/** The last line: a report without it is cut off. */
interface CheckEnd {
  kind: 'end';
  checks: number;
}

/** One line of what `docs/check-connectivity.ps1` writes. */
export type CheckLine = CheckHead | CheckVia | HostCheck | CheckSkipped | CheckEnd;
