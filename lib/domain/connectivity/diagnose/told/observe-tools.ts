import { notePort, noteRefusal } from '../../known/host-tally.ts';
import type { KnownHost } from '../../known/known-host.ts';
import type { KnownHosts } from '../../known/known-hosts.ts';
import { createNslookupReader } from '../../paste/tools/read-nslookup.ts';
import { createResolveDnsNameReader } from '../../paste/tools/read-resolve-dns-name.ts';
import { createTestNetConnectionReader } from '../../paste/tools/read-test-net-connection.ts';
import type { ToolOutcome } from '../../paste/tools/tool-line.ts';
import type { NextMoment, ToldObserver } from './told-observer.ts';

/** Reads what tools print that try a name or a port, and make no request. */
export function createToolObserver(hosts: KnownHosts, nextMoment: NextMoment): Omit<ToldObserver, 'isCutOff' | 'finish'> {
  const tools = [createTestNetConnectionReader(), createNslookupReader(), createResolveDnsNameReader()];
  let [hasTold, isLeftOpen] = [false, false];
  return {
    hasTold: () => hasTold,
    isLeftOpen: () => isLeftOpen,
    read(line) {
      const trimmed = line.trim();
      for (const readTool of tools) {
        const told = readTool(trimmed);
        if (told === undefined) continue;
        const { outcome, host, port } = told;
        const known = host === undefined ? undefined : hosts.find(host);
        // Whatever Windows looks up or connects to besides is nobody's business.
        if (known === undefined || known.ports.length === 0 || (port !== undefined && !known.ports.includes(port))) return true;
        if (outcome === 'silent') isLeftOpen = !hasTold;
        else {
          note(known, outcome, port, nextMoment());
          [hasTold, isLeftOpen] = [true, false];
        }
        return true;
      }
      return false;
    },
  };
}

// Behind a port that answers may stand anything, such as a proxy that nobody sees; it answers for no sign-in before it.
function note({ tally }: KnownHost, outcome: ToolOutcome, port: number | undefined, moment: number): void {
  if (outcome === 'dns') noteRefusal(tally, 'dns', moment);
  else if (outcome === 'no-way') noteRefusal(tally, 'timeout', moment, 'no-way-past-the-firewall');
  else notePort(tally, port);
}
