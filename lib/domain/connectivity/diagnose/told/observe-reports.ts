import type { HostCheck } from '../../check/check-line.ts';
import { readCheckLine } from '../../check/read-check-line.ts';
import type { KnownHosts } from '../../known/known-hosts.ts';
import { noteCheck } from './note-check.ts';
import type { NextMoment, ToldObserver } from './told-observer.ts';

// Behind the numbers of the clients that a log names.
const firstReport = 1_000_000;

/** A check past the proxy of which nobody knows yet whether its way counts, and where its line begins. */
interface HeldCheck {
  check: HostCheck;
  from: number;
}

/**
 * Reads reports of the script. Each is of an account of its own: the script is run once as the user and once as the service. One that has
 * lost the line with its way tells it by what follows: where anything goes through a proxy, that is the way, and what fails past it is no finding.
 */
export function createReportReader(hosts: KnownHosts, nextMoment: NextMoment): Omit<ToldObserver, 'isLeftOpen'> {
  let way: HostCheck['way'] | undefined;
  let held: HeldCheck[] = [];
  let [report, hasTold, isOpen, isCutOff] = [firstReport, false, false, false];
  const note = (check: HostCheck) => {
    noteCheck(hosts, check, nextMoment(), report);
    hasTold = true;
  };
  const noteHeld = () => {
    const { from } = hosts.place;
    for (const one of held) {
      hosts.place.from = one.from;
      note(one.check);
    }
    hosts.place.from = from;
    held = [];
  };
  const setWay = (found: HostCheck['way']) => {
    if (found === 'direct') noteHeld();
    [way, held] = [found, []];
  };
  const readCheck = (check: HostCheck) => {
    if (way === undefined) isCutOff = true;
    if (way === undefined && check.way === 'direct') held.push({ check, from: hosts.place.from });
    else {
      if (way === undefined) setWay('proxy');
      if (check.way === way) note(check);
    }
  };
  const close = () => {
    noteHeld();
    [report, way] = [report + 1, undefined];
  };
  return {
    hasTold: () => hasTold,
    isCutOff: () => isCutOff || isOpen,
    finish() {
      // What follows the checks of the only host that is left is lost: there a proxy may have been asked.
      if (new Set(held.map(({ check }) => check.host)).size > 1) noteHeld();
      hasTold ||= held.length > 0;
    },
    read(line) {
      const told = readCheckLine(line);
      if (told === undefined) return false;
      if (told.kind === 'head') [isOpen, isCutOff] = [true, isCutOff || isOpen];
      if (told.kind === 'end') isOpen = false;
      if (told.kind === 'head' || told.kind === 'end') close();
      if (told.kind === 'via') setWay(told.way);
      if (told.kind === 'check') readCheck(told);
      return true;
    },
  };
}
