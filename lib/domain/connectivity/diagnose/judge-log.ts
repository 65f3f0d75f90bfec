import { endsRefused, isLeftOpen } from '../known/host-tally.ts';
import type { KnownHost } from '../known/known-host.ts';
import type { LineCounts } from '../log/log-line.ts';
import { type JudgedPhase, judgePhase } from '../phases/sequence.ts';
import type { EndpointRow, Product } from '../tables/endpoint-row.ts';
import { isNeeded } from '../tables/endpoints.ts';
import type { PhaseName, PhaseStep } from '../tables/phases.ts';
import { adviceOf, type BrokenRules, breakRule } from './advise.ts';
import { adviseOnPhases } from './advise-on-phases.ts';
import { refusalsOfHosts } from './advise-on-refusals.ts';
import type { FoundPhase, IgnoredHost, MissingStep, NetworkDiagnosis, Refusal, SequenceStop } from './finding.ts';
import { foundRowOf } from './found-row.ts';
import type { LogObservation } from './observe-log.ts';

const phaseOrder: readonly PhaseName[] = ['connect', 'configure', 'initial-sync'];

/** What a log comes to, and where the lines begin in it that show a refusal. */
interface JudgedLog extends NetworkDiagnosis {
  refusedLines: readonly number[];
}

/** What a log that has been read to its end says of the way to Microsoft. */
export function judgeLog(
  product: Product,
  lines: LineCounts,
  { hosts, phases, unclearSteps, isOfOthers, newestFirst, hasTold, isCutOff, isUnclear }: LogObservation,
): JudgedLog {
  const broken: BrokenRules = new Map();
  const known = [...hosts.all()];
  const { refused, refusedLines } = refusalsOfHosts(known, newestFirst, broken);
  const isRefused = refusedSteps(known, refused);
  const judged = phases
    .map((phase) => judgePhase(phase, unclearSteps))
    .filter((phase) => !isGuess(phase, isRefused))
    .sort((one, other) => orderOf(one) - orderOf(other));
  adviseOnPhases(judged, refusedSteps(known, refused, newestFirst), broken);
  const open = hostsLeftOpen(known, judged);
  if (phases.length === 0 && !hasTold && !known.some((one) => showsServer(one, product, isOfOthers))) {
    const mayShowServer = isUnclear || unclearSteps.size > 0 || (product !== 'connect' && open.length > 0);
    const isUnread = mayShowServer || lines.notUnderstood > lines.understood;
    breakRule(broken, isUnread ? 'form-not-understood' : 'server-not-in-log');
  }
  if (isCutOff) breakRule(broken, 'report-cut-off');
  const isNothingElse = broken.size === 0 || (broken.size === 1 && broken.has('form-not-understood'));
  if (open.length > 0 && isNothingElse) breakRule(broken, 'form-not-understood', ...open);
  const blocked = known.filter(({ herring, tally }) => herring !== undefined && tally.refusals.length > 0);
  if (blocked.length > 0 && broken.size === 0) breakRule(broken, 'only-red-herrings', ...blocked.map(({ host }) => host));
  const seen = rowsSeen(known, hosts.matchRows);
  return {
    product,
    lines,
    phases: judged.map(foundPhaseOf),
    reached: hosts.rows.filter((row) => seen.reached.has(row)).map(foundRowOf),
    missing: judged.flatMap(missingOf),
    refused,
    refusedLines,
    notSeen: hosts.rows.filter((row) => isNeeded(row) && !seen.asked.has(row)).map(foundRowOf),
    ignored: known.flatMap(ignoredOf),
    sequenceStopsAt: stopOf(judged),
    advice: adviceOf(broken),
  };
}

function orderOf({ reference }: JudgedPhase): number {
  return phaseOrder.indexOf(reference.phase);
}

/**
 * Whether a request to the host, by a port that it is needed on, shows that the server is in the log. Any Windows fetches lists of
 * certificates, and any program may ask Graph; of Connect only the other hosts of its sequence tell, and where several clients sign in, that
 * does not either. What is refused is a finding anyway.
 */
function showsServer({ ports, role, tally }: KnownHost, product: Product, isOfOthers: boolean): boolean {
  const isOfServer = role !== undefined && role !== 'directory' && !(isOfOthers && role === 'sign-in');
  const isTelling = product !== 'connect' || isOfServer;
  const isReached = tally.ports.length > 0;
  return ports.length > 0 && (tally.refusals.length > 0 || (tally.isUnanswered && !isReached) || (isTelling && isReached));
}

/**
 * Whether nothing of a phase was seen but refusals and what is left open, and not even a refusal of its beginning: they say which host is
 * closed, and no more.
 */
function isGuess({ reference: { steps }, foundBy, missing, unclear }: JudgedPhase, isRefused: (step: PhaseStep) => boolean): boolean {
  const isUnseen = (step: PhaseStep) => missing.includes(step) || unclear.includes(step);
  const [first] = steps;
  if (foundBy === 'heading' || first === undefined || !isUnseen(first)) return false;
  return steps.every((step) => isUnseen(step) || isRefused(step));
}

/** Tells of a step whether every host that could take it was refused: at all times, or if the direction is given, in the end. */
function refusedSteps(known: readonly KnownHost[], refused: readonly Refusal[], newestFirst?: boolean): (step: PhaseStep) => boolean {
  const closed = new Set(refused.map(({ host }) => host));
  const isClosed = ({ host, tally }: KnownHost) =>
    closed.has(host) && (tally.firstSuccess < 0 || (newestFirst !== undefined && endsRefused(tally, newestFirst)));
  return ({ role, host, orRole }) => {
    const takers = known.filter(
      (one) => (one.role === role && (role !== 'sign-in' || one.host === host)) || (orRole && one.role === orRole),
    );
    return takers.length > 0 && takers.every(isClosed);
  };
}

/** The needed hosts of which no line was understood, but for one whose part another one has taken, and the steps that stay open. */
function hostsLeftOpen(known: readonly KnownHost[], judged: readonly JudgedPhase[]): string[] {
  const taken = new Set(known.flatMap(({ mark, tally }) => (mark !== undefined && tally.ports.length > 0 ? [mark] : [])));
  const open = known.filter(({ mark, tally }) => isLeftOpen(tally) && (mark === undefined || !taken.has(mark)));
  const steps = judged.flatMap(({ unclear }) => unclear).filter(({ role }) => !open.some((one) => one.role === role));
  return [...open, ...steps].map(({ host }) => host);
}

function rowsSeen(known: readonly KnownHost[], matchRows: (host: string, port?: number) => readonly EndpointRow[]) {
  const [reached, asked] = [new Set<EndpointRow>(), new Set<EndpointRow>()];
  for (const { host, tally } of known) {
    // Many hosts in one go by their pattern.
    const name = host.startsWith('*') ? `any${host.slice(1)}` : host;
    for (const port of tally.ports) for (const row of matchRows(name, port)) reached.add(row);
    if (tally.refusals.length > 0 || tally.isUnanswered || tally.isUnclear) for (const row of matchRows(name)) asked.add(row);
  }
  return { reached, asked: new Set([...asked, ...reached]) };
}

function foundPhaseOf({ reference, foundBy, missing, unclear }: JudgedPhase): FoundPhase {
  const { phase, heading, securityContext } = reference;
  return { phase, heading, securityContext, foundBy, complete: missing.length === 0 && unclear.length === 0 };
}

function missingOf({ reference, missing }: JudgedPhase): MissingStep[] {
  return missing.map(({ role, host }) => ({ phase: reference.phase, step: role, host, port: 443, source: reference.source }));
}

function stopOf(judged: readonly JudgedPhase[]): SequenceStop | null {
  const stopped = judged.find(({ stop }) => stop !== undefined);
  return stopped?.stop ? { phase: stopped.reference.phase, step: stopped.stop.role } : null;
}

function ignoredOf({ host, herring }: KnownHost): IgnoredHost[] {
  return herring === undefined ? [] : [{ host, why: herring.why, source: herring.source }];
}
