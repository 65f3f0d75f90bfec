import type { HostCheck } from '../../check/check-line.ts';
import { readCheckLine } from '../../check/read-check-line.ts';
import type { KnownHosts } from '../../known/known-hosts.ts';
import { noteCheck } from './note-check.ts';
import { createRequestReader } from './observe-requests.ts';
import { createToolObserver } from './observe-tools.ts';
import type { NextMoment, ToldObserver } from './told-observer.ts';

// Behind the numbers of the clients that a log names.
const firstReport = 1_000_000;

export function createToldObserver(hosts: KnownHosts): ToldObserver {
  let moment = 0;
  const nextMoment = () => ++moment;
  const reports = createReportReader(hosts, nextMoment);
  const requests = createRequestReader(hosts, nextMoment);
  const tools = createToolObserver(hosts, nextMoment);
  return {
    hasTold: () => reports.hasTold() || requests.hasTold() || tools.hasTold(),
    isLeftOpen: () => requests.isLeftOpen() || tools.isLeftOpen(),
    isCutOff: reports.isCutOff,
    read: (line) => reports.read(line) || tools.read(line) || requests.read(line),
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
