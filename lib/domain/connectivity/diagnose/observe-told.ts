import type { HostCheck } from '../check/check-line.ts';
import { readCheckLine } from '../check/read-check-line.ts';
import type { KnownHosts } from '../known/known-hosts.ts';
import { readWebRequestLine, type WebRequestLine } from '../paste/read-web-request.ts';
import { hostRoles } from '../tables/host-roles.ts';
import { noteCheck } from './note-check.ts';
import { noteOutcome } from './note-outcome.ts';

/** Reads what is no request in a log, yet tells of one: the report of the script, and what PowerShell prints. */
export interface ToldObserver {
  /** Whether the line tells something. */
  read(line: string): boolean;
  /** Whether anything was told of a host. */
  hasTold(): boolean;
  /** Whether a host of the product was asked for, and nothing was understood of what came of it. */
  isLeftOpen(): boolean;
  /** Whether a report of the script has its first line and not its last. */
  isCutOff(): boolean;
}

type NextMoment = () => number;

const provisioningService = hostRoles.find(({ role }) => role === 'discovery')?.hosts[0] ?? '';
// Behind the numbers of the clients that a log names.
const firstReport = 1_000_000;

export function createToldObserver(hosts: KnownHosts): ToldObserver {
  let moment = 0;
  const nextMoment = () => ++moment;
  const reports = createReportReader(hosts, nextMoment);
  const requests = createRequestReader(hosts, nextMoment);
  return {
    hasTold: () => reports.hasTold() || requests.hasTold(),
    isLeftOpen: requests.isLeftOpen,
    isCutOff: reports.isCutOff,
    read: (line) => reports.read(line) || requests.read(line),
  };
}

/** Each report is of an account of its own: the script is run once as the user and once as the service. */
function createReportReader(hosts: KnownHosts, nextMoment: NextMoment): Omit<ToldObserver, 'isLeftOpen'> {
  let way: HostCheck['way'] | undefined;
  let [report, hasTold, isOpen, isCutOff] = [firstReport, false, false, false];
  return {
    hasTold: () => hasTold,
    isCutOff: () => isCutOff || isOpen,
    read(line) {
      const check = readCheckLine(line);
      if (check === undefined) return false;
      if (check.kind === 'head') [isOpen, isCutOff] = [true, isCutOff || isOpen];
      if (check.kind === 'end') isOpen = false;
      if (check.kind === 'head' || check.kind === 'end') [report, way] = [report + 1, undefined];
      if (check.kind === 'via') way = check.way;
      if (check.kind === 'check' && (way === undefined || check.way === way)) {
        noteCheck(hosts, check, nextMoment(), report);
        hasTold = true;
      }
      return true;
    },
  };
}

function createRequestReader(hosts: KnownHosts, nextMoment: NextMoment): Omit<ToldObserver, 'isCutOff'> {
  let [asked, isCommanded, isLeftOpen, hasTold] = [provisioningService, false, false, false];
  return {
    hasTold: () => hasTold,
    isLeftOpen: () => isLeftOpen,
    read(line) {
      const told = readWebRequestLine(line.trim());
      if (told === undefined) return false;
      const { outcome, host } = told;
      const named = host === undefined ? undefined : hosts.find(host);
      if (host !== undefined && (outcome === 'silent' || named !== undefined)) asked = host;
      if (outcome === 'silent') {
        if (host !== undefined) [isCommanded, isLeftOpen] = [true, named !== undefined];
        return true;
      }
      isLeftOpen = false;
      const target = hosts.find(asked);
      const isOfProxy = named === undefined && mayBeProxy(told, asked, isCommanded && target !== undefined);
      // What is said of another host is said of nobody's.
      const known = host === undefined || named !== undefined || isOfProxy ? target : undefined;
      if (known === undefined) return true;
      noteOutcome(known, isOfProxy ? 'proxy-not-reached' : outcome, nextMoment());
      hasTold = true;
      return true;
    },
  };
}

/**
 * Whether a name that the tables do not hold is that of the proxy: where a host of the product was asked for and another one was not
 * reached, or where its port, or a name without a dot, says so.
 */
function mayBeProxy({ outcome, host, port = 443 }: WebRequestLine, asked: string, isOnTheWay: boolean): boolean {
  if (outcome === 'proxy-not-reached') return true;
  if (host === undefined || (outcome !== 'dns' && outcome !== 'no-connection') || host.toLowerCase() === asked.toLowerCase()) return false;
  return isOnTheWay || !host.includes('.') || (port !== 443 && port !== 80);
}
