import type { KnownHost } from '../../known/known-host.ts';
import type { KnownHosts } from '../../known/known-hosts.ts';
import { createReportReader } from './observe-reports.ts';
import { createRequestReader } from './observe-requests.ts';
import { createToolObserver } from './observe-tools.ts';
import type { ToldObserver } from './told-observer.ts';

/** @param noteAsked Takes a host that somebody asked by hand, whatever came of it: of a step of the sequence nobody knows then whether it came. */
export function createToldObserver(hosts: KnownHosts, noteAsked: (known: KnownHost) => void): ToldObserver {
  let moment = 0;
  const nextMoment = () => ++moment;
  const reports = createReportReader(hosts, nextMoment);
  const requests = createRequestReader(hosts, nextMoment, noteAsked);
  const tools = createToolObserver(hosts, nextMoment);
  return {
    hasTold: () => reports.hasTold() || requests.hasTold() || tools.hasTold(),
    isLeftOpen: () => requests.isLeftOpen() || tools.isLeftOpen(),
    isCutOff: reports.isCutOff,
    finish: reports.finish,
    read: (line) => reports.read(line) || tools.read(line) || requests.read(line),
  };
}
