import type { HostCheck } from '../check/check-line.ts';
import { readCheckLine } from '../check/read-check-line.ts';
import type { RefusedStatus } from '../known/host-tally.ts';
import { noteRefusal, noteSuccess } from '../known/host-tally.ts';
import type { KnownHost } from '../known/known-host.ts';
import type { KnownHosts } from '../known/known-hosts.ts';
import { readWebRequestLine, type WebRequestOutcome } from '../paste/read-web-request.ts';
import { hostRoles } from '../tables/host-roles.ts';
import { judgeLine } from './judge-line.ts';

/** Reads what is no request in a log, yet tells of one: the report of the script, and what PowerShell prints. */
export interface ToldObserver {
  /** Whether the line tells something. */
  read(line: string): boolean;
  /** Whether anything was told of a host. */
  hasTold(): boolean;
  /** Whether a report of the script has its first line and not its last. */
  isCutOff(): boolean;
}

const provisioningService = hostRoles.find(({ role }) => role === 'discovery')?.hosts[0] ?? '';

export function createToldObserver(hosts: KnownHosts): ToldObserver {
  let way: HostCheck['way'] | undefined;
  let [asked, hasTold] = [provisioningService, false];
  let moment = 0;
  let [isOpen, isCutOff] = [false, false];
  return {
    hasTold: () => hasTold,
    isCutOff: () => isCutOff || isOpen,
    read(line) {
      const check = readCheckLine(line);
      if (check !== undefined) {
        if (check.kind === 'head') [isOpen, isCutOff] = [true, isCutOff || isOpen];
        if (check.kind === 'end') isOpen = false;
        if (check.kind === 'via') way = check.way;
        if (check.kind === 'check' && (way === undefined || check.way === way)) {
          noteCheck(hosts, check, ++moment);
          hasTold = true;
        }
        return true;
      }
      const told = readWebRequestLine(line.trim());
      if (told === undefined) return false;
      // What took no connection may as well be the proxy.
      if (told.host !== undefined && (told.outcome !== 'no-connection' || hosts.find(told.host) !== undefined)) asked = told.host;
      if (told.outcome === 'silent') return true;
      const known = hosts.find(asked);
      if (known === undefined) return true;
      noteOutcome(known, told.outcome, ++moment);
      hasTold = true;
      return true;
    },
  };
}

function noteCheck(hosts: KnownHosts, { step, host, port, result, status, detail = '' }: HostCheck, moment: number): void {
  // Beside the names of the chain nothing of Microsoft's is in it.
  if (step === 'dns') for (const name of detail.split(' > ').slice(0, 20)) noteName(hosts, name);
  const known = hosts.find(host);
  if (known === undefined || (port !== undefined && !known.ports.includes(port))) return;
  if (result !== 'ok') noteRefusal(known.tally, statusOf({ step, result, status }), moment);
  else if (step === 'tls' || step === 'http' || hasSignedIn(step, known)) noteSuccess(known.tally, port, moment);
}

// A tunnel by itself tells nothing of what is at its end; after a challenge it is the answer.
function hasSignedIn(step: HostCheck['step'], { tally }: KnownHost): boolean {
  return step === 'connect' && tally.refusals.some(({ byClient }) => byClient !== undefined);
}

function noteName(hosts: KnownHosts, name: string): void {
  const known = hosts.find(name);
  if (known?.herring !== undefined) noteSuccess(known.tally, undefined, 0);
}

function statusOf({
  step,
  result,
  status,
}: {
  step: HostCheck['step'];
  result: HostCheck['result'];
  status: number | undefined;
}): RefusedStatus {
  if (status !== undefined && status >= 400) return status;
  if (result === 'inspected' || (result === 'failed' && step === 'tls')) return 'tls';
  return result === 'dns' || step === 'dns' ? 'dns' : 'timeout';
}

function noteOutcome({ tally }: KnownHost, outcome: WebRequestOutcome, moment: number): void {
  if (outcome === 'no-connection') {
    // The page of Microsoft names two causes for it: a call past the proxy, or the resolution of names.
    noteRefusal(tally, 'dns', moment, outcome);
    return;
  }
  if (outcome === 'tls-1.2') {
    noteRefusal(tally, 'tls', moment, outcome);
    return;
  }
  const line = { status: outcome, isTunnel: false, isAborted: false, durationInMs: undefined };
  const verdict = judgeLine(line, false);
  if (verdict === 'open') noteSuccess(tally, 443, moment);
  else if (verdict !== 'unanswered') noteRefusal(tally, verdict, moment);
}
