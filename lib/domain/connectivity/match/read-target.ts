import { normalizeHost } from './normalize-host.ts';
import { isPort } from './port.ts';

/** Where something connects to, or what a rule opens. */
export interface Target {
  /** In the spelling of `normalizeHost`; `*.` before it where a whole suffix is meant. */
  host: string;
  /** As written, or as the scheme implies; absent, any. */
  port?: number;
  /** Of a suffix: whether the name itself is meant too. */
  alsoMatchApex?: true;
}

const portByScheme: Readonly<Record<string, number>> = { http: 80, https: 443 };
// One slash too: a copy of the reference logs begins with `connect:/`.
const parts =
  /^(?:([a-z][a-z0-9+.-]{0,15}):\/{1,3})?(?:[^\s/?#@]{0,256}@)?(\*\.)?(\[[0-9a-f:.]{2,45}\]|[^\s/?#:@*,[\]\\]+)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i;

/**
 * Reads `host`, `*.suffix`, `host:443`, `https://host/path` and `connect://host:443`; a dot before a name stands for the
 * name and all below it, as in the lists of Squid. Undefined for anything else.
 */
export function readTarget(text: string): Target | undefined {
  const match = parts.exec(text);
  if (match === null) return undefined;
  const [, scheme, star, name = '', digits] = match;
  const withApex = star === undefined && name.startsWith('.');
  const host = normalizeHost(withApex ? name.slice(1) : name);
  if (host === undefined) return undefined;
  const port = digits === undefined ? portByScheme[scheme?.toLowerCase() ?? ''] : Number(digits);
  if (port !== undefined && !isPort(port)) return undefined;
  const isSuffix = withApex || star !== undefined;
  return { host: isSuffix ? `*.${host}` : host, ...(port !== undefined && { port }), ...(withApex && { alsoMatchApex: true }) };
}
