import type { KnownHost } from '../../known/known-host.ts';
import type { KnownHosts } from '../../known/known-hosts.ts';
import { readWebRequestLine } from '../../paste/read-web-request.ts';
import { type CurlLine, createCurlReader } from '../../paste/tools/read-curl.ts';
import { createSClientReader } from '../../paste/tools/read-s-client.ts';
import { readTrace } from '../../paste/tools/read-trace.ts';
import { createWgetReader } from '../../paste/tools/read-wget.ts';
import { hostRoles } from '../../tables/host-roles.ts';
import { noteOutcome } from './note-outcome.ts';
import type { NextMoment, ToldObserver } from './told-observer.ts';

interface Asked {
  host: string;
  port: number;
}

// As a mail quotes; what curl sends begins with the same sign.
const quoting = /^[>|][\s>|]*/;
const provisioningService = { host: hostRoles.find(({ role }) => role === 'discovery')?.hosts[0] ?? '', port: 443 };

/** Reads the requests that somebody made by hand, with PowerShell, curl, wget or OpenSSL, and the errors of programs that name their host. */
export function createRequestReader(
  hosts: KnownHosts,
  nextMoment: NextMoment,
  noteAsked: (known: KnownHost) => void,
): Omit<ToldObserver, 'isCutOff' | 'finish'> {
  const readers = [createCurlReader(), createWgetReader(), createSClientReader(), readTrace];
  let asked: Asked = provisioningService;
  let [isCommanded, isLeftOpen, hasTold] = [false, false, false];
  // The same host goes on by the same port.
  const targetOf = (host: string, port: number | undefined) => ({ host, port: port ?? (host === asked.host ? asked.port : 443) });
  const noteSilent = ({ host, port, isOnTheWay }: CurlLine) => {
    if (host === undefined) return;
    const known = hosts.find(host);
    if (isOnTheWay && known === undefined) return;
    asked = targetOf(host, port);
    [isCommanded, isLeftOpen] = [true, known !== undefined];
    if (known?.ports.includes(asked.port)) noteAsked(known);
  };
  return {
    hasTold: () => hasTold,
    isLeftOpen: () => isLeftOpen,
    read(line) {
      const trimmed = line.trim();
      const ofTool = firstOf(readers, trimmed);
      const told: CurlLine | undefined = ofTool ?? readWebRequestLine(trimmed.replace(quoting, ''));
      if (told === undefined) return false;
      const { outcome, host } = told;
      if (outcome === 'silent') {
        noteSilent(told);
        return true;
      }
      // The page of Microsoft that has the test names PowerShell.
      if (ofTool !== undefined && host === undefined && !isCommanded) return false;
      isLeftOpen = false;
      const named = host === undefined ? undefined : hosts.find(host);
      if (host !== undefined && named !== undefined) asked = targetOf(host, told.port);
      const known = hosts.find(asked.host);
      const isOfProxy = named === undefined && mayBeProxy(told, asked.host, isCommanded && known !== undefined);
      // What is said of another host is said of nobody's; and a port by which a host is not needed says nothing of it.
      const isMeant = host === undefined || named !== undefined || isOfProxy;
      if (!isMeant || !known?.ports.includes(asked.port)) return true;
      const isTunnel = told.isOfTunnel === true;
      noteOutcome(known, isOfProxy ? 'proxy-not-reached' : outcome, { port: asked.port, moment: nextMoment(), isTunnel });
      hasTold = true;
      return true;
    },
  };
}

function firstOf(readers: readonly ((line: string) => CurlLine | undefined)[], line: string): CurlLine | undefined {
  for (const read of readers) {
    const told = read(line);
    if (told !== undefined) return told;
  }
  return undefined;
}

/**
 * Whether a name that the tables do not hold is that of the proxy: where a host of the product was asked for and another one was not
 * reached, or where its port, or a name without a dot, says so.
 */
function mayBeProxy({ outcome, host, port = 443, isOfTarget }: CurlLine, asked: string, isOnTheWay: boolean): boolean {
  if (outcome === 'proxy-not-reached') return !isOfTarget;
  const isUnreached = outcome === 'dns' || outcome === 'no-connection' || outcome === 'no-way';
  if (host === undefined || !isUnreached || host.toLowerCase() === asked.toLowerCase()) return false;
  return isOnTheWay || !host.includes('.') || (port !== 443 && port !== 80);
}
