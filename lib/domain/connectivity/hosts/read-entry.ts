import type { HostPattern } from '../match/host-pattern.ts';
import { isPort } from '../match/port.ts';
import { readTarget, type Target } from '../match/read-target.ts';

/** What one line of an allow list opens. */
export interface HostEntry extends HostPattern {
  /** Absent, every port. */
  ports?: readonly number[];
}

// What stands around a host in a rule that allows it. Nothing that forbids, and no other protocol: such a line is not understood.
const words = new Set(['allow', 'permit', 'pass', 'accept', 'tcp', 'out', 'outbound', 'egress', 'to', 'host', 'port', 'eq', 'any', '->']);
// As lists begin their lines; an asterisk before a dot is a wildcard.
const bullet = /^\s*(?:[-*+\u2022\u2023\u2043\u00b7\u2013\u25aa\u25ab\u25cf\u25e6]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?/i;
const portOfScheme: Readonly<Record<string, number>> = { http: 80, https: 443 };
const anyRegion = 'region';
// The whole of what is outside: `*`, `*:443`, `https://*`.
const everythingForm = /^(?:(https?):\/\/)?(?:\*|any)(?::(\d{1,5}))?\/?$/;
const portForm = /^(?:tcp[/:])?(\d{1,5})(?:\/tcp)?$/;

/**
 * Reads a host with what may stand around it, such as the sign of a list: `host`, `*.suffix:443`, a URL, `host 443`, `host tcp/80,443`, or a rule such as
 * `allow outbound tcp host:443`. Undefined where a line names no host or several, or says anything that is not understood.
 */
export function readEntry(text: string): HostEntry | undefined {
  const targets: Target[] = [];
  const ports: number[] = [];
  const tokens = text
    .replace(bullet, '')
    .toLowerCase()
    .split(/[\s,;|"']+/);
  for (const token of tokens) {
    const port = portOfScheme[token] ?? Number(portForm.exec(token)?.[1] ?? Number.NaN);
    if (token === '' || words.has(token)) continue;
    if (isPort(port)) ports.push(port);
    else targets.push(readHost(token) ?? { host: '' });
  }
  // A rule that names anybody on both sides, or nobody but a port, opens it to everywhere.
  if (targets.length === 0 && ports.length > 0 && tokens.includes('any')) targets.push({ host: '*' });
  const [target] = targets;
  if (targets.length !== 1 || target === undefined || target.host === '') return undefined;
  const open = [...(target.port === undefined ? [] : [target.port]), ...ports];
  return {
    pattern: target.host,
    ...(target.alsoMatchApex && { alsoMatchApex: true }),
    ...(open.length > 0 && { ports: [...new Set(open)] }),
  };
}

// `*-anchor.microsoftonline.com`, as the hosts of all regions are called in one; only their first label is open.
function readRegional(token: string): Target | undefined {
  const target = readTarget(token.replace('*-', `${anyRegion}-`));
  if (!target?.host.startsWith(`${anyRegion}-`)) return undefined;
  return { ...target, host: target.host.replace(anyRegion, '*') };
}

function everythingAt(port: number | undefined): Target | undefined {
  if (port === undefined) return { host: '*' };
  return isPort(port) ? { host: '*', port } : undefined;
}

function readHost(written: string): Target | undefined {
  // Any port, as without one.
  const token = written.replace(/:\*(?=\/|$)/, '');
  const everything = everythingForm.exec(token);
  if (everything !== null) return everythingAt(everything[2] === undefined ? portOfScheme[everything[1] ?? ''] : Number(everything[2]));
  const target = token.includes('*-') ? readRegional(token) : readTarget(token);
  return target?.host.includes('.') || target?.host.startsWith('[') ? target : undefined;
}
