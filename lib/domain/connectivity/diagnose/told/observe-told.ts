import type { KnownHosts } from '../../known/known-hosts.ts';
import { createReportReader } from './observe-reports.ts';
import { createRequestReader } from './observe-requests.ts';
import { createToolObserver } from './observe-tools.ts';
import type { ToldObserver } from './told-observer.ts';

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
    finish: reports.finish,
    read: (line) => reports.read(line) || tools.read(line) || requests.read(line),
  };
}
