import { millisOf, minuteInMs } from '../../time.ts';
import { latestOf } from '../job-facts.ts';
import { type AgentsReading, agentsOf } from './agents-reading.ts';
import type { JobWord } from './job-word.ts';

export const agentVerdicts = ['down', 'up', 'unknown'] as const;
export const agentConfidences = ['confirmed', 'likely', 'possible'] as const;

/** What is to be thought of the agents of one domain. */
export interface DomainVerdict {
  verdict: (typeof agentVerdicts)[number];
  /** `confirmed` by Graph, `likely` where several jobs agree, or one ran well, `possible` where one job alone says so. Absent with `unknown`. */
  confidence?: (typeof agentConfidences)[number];
  /** How many jobs say so, and are not refuted; absent where only Graph speaks, or nobody calls them down. */
  complaints?: number;
  /** Whether it is sure enough to alarm. */
  isAlarming: boolean;
  /** The code that tells most; absent where only silence or Graph speaks. */
  code?: string;
}

interface DomainFacts {
  domain: string;
  /** Of every job of the domain. */
  words: readonly JobWord[];
  /** Whether jobs of the tenant run that are of other domains, or of none. */
  othersRun: boolean;
  reading: AgentsReading | undefined;
}

/** Failed runs after which a word counts; of several jobs together. */
const runsThatTell = 3;
/**
 * How far apart runs are where the schedule does not tell: what cloud sync and most connectors do.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-when-will-provisioning-finish-specific-user
 */
const usualIntervalInMs = 40 * minuteInMs;
/** Agents report every 10 minutes, so that what Graph calls active may have died since, and what it calls inactive may be back. */
const reportEveryInMs = 10 * minuteInMs;

/** It opens nothing, and ends nothing. */
const doubt: DomainVerdict = { verdict: 'unknown', isAlarming: false };

/**
 * One verdict from all jobs of a domain and from Graph, where that may be asked. The latest word counts: a run that went well through an
 * agent, and ended after another that failed had begun, has refuted it. Missing data says neither, and what Graph alone says against jobs
 * that run well at their pace is a doubt until one of them fails.
 */
export function judgeDomain({ domain, words, othersRun, reading }: DomainFacts): DomainVerdict {
  const { state, agents } = agentsOf(domain, reading?.facts);
  const reportedAt = millisOf(reading?.readAt) - reportEveryInMs;
  const ranAt = millisOf(latestOf(words.map(({ upAt }) => upAt)));
  const activeAt = agents.some(({ status }) => status === 'active') ? reportedAt : Number.NaN;
  const oneRuns = words.some(({ says }) => says === 'up');
  const isRefuted = ({ says, at, from = at }: JobWord) =>
    millisOf(at) <= activeAt || (says === 'silent' ? oneRuns : says === 'down' && millisOf(from) <= ranAt);
  const complaints = words.filter(isComplaint);
  const standing = complaints.filter((word) => !isRefuted(word));
  if (state === 'noneActive' && !(ranAt > reportedAt)) {
    if (standing.length === 0 && words.some(({ says, isUnread }) => says === 'up' || isUnread)) return doubt;
    // Nobody waits for agents whose jobs are all off.
    const isAlarming = words.some(({ isOff }) => isOff !== true);
    return { verdict: 'down', confidence: 'confirmed', isAlarming, ...codeIn(words) };
  }
  if (standing.length > 0) return judgeComplaints(standing, words, othersRun);
  if (!Number.isNaN(activeAt)) return up('confirmed');
  return oneRuns || complaints.length > 0 ? up('likely') : doubt;
}

// Whatever ran well since would have refuted them: who does not agree has had no turn yet.
function judgeComplaints(complaints: readonly JobWord[], words: readonly JobWord[], othersRun: boolean): DomainVerdict {
  const runs = complaints.map((word) => (word.says === 'silent' ? runsThatTell : runsSinceOthers(word, words)));
  const namesAgents = complaints.some((word) => word.namesAgents);
  const oneRuns = words.some(({ says }) => says === 'up');
  // A job that Graph holds back fails no further run for hours; of two of them that is proof enough.
  const isHeldBack = namesAgents && !oneRuns && complaints.filter((word) => word.isQuarantined).length > 1;
  // A host that was just restarting costs each job one run.
  const isLasting = isHeldBack || (runs.reduce((sum, its) => sum + its, 0) >= runsThatTell && Math.max(...runs) > 1);
  const isUnanimous = complaints.length === words.filter(({ says }) => says !== 'nothing').length;
  const told = { verdict: 'down', complaints: complaints.length, ...codeIn(complaints) } as const;
  const isAgreed = complaints.length > 1 && (namesAgents || (isUnanimous && othersRun));
  if (isAgreed && isLasting) return { ...told, confidence: 'likely', isAlarming: true };
  // One job alone is told of before its quarantine; in it, its own incident says as much. While another one runs well it proves nothing.
  const isEarly = complaints.some((word) => word.namesAgents && !word.isQuarantined) && !oneRuns;
  return { ...told, confidence: 'possible', isAlarming: isEarly && isLasting };
}

// Graph counts the failed runs of a job in a row, but not what ran well beside them: of those, only as many count as had room since then.
function runsSinceOthers(word: JobWord, words: readonly JobWord[]): number {
  const { runs = 1, at, from = at, everyInMs = usualIntervalInMs } = word;
  // In quarantine Graph tries so seldom that the schedule tells nothing.
  if (word.isQuarantined && !words.some(({ says }) => says === 'up')) return runs;
  const othersRanAt = millisOf(latestOf(words.flatMap((other) => (other === word ? [] : (other.upAt ?? [])))));
  const room = 1 + Math.floor((millisOf(from) - othersRanAt) / Math.max(everyInMs, minuteInMs));
  return room >= 1 ? Math.min(runs, room) : runs;
}

function isComplaint({ says }: JobWord): boolean {
  return says === 'down' || says === 'silent';
}

// The same words name the same code, in whatever order they come.
function codeIn(words: readonly JobWord[]): { code?: string } {
  const [first] = words
    .flatMap(({ code, namesAgents }) => (code === undefined ? [] : [{ code, rank: namesAgents ? 0 : 1 }]))
    .sort((one, other) => one.rank - other.rank || (one.code < other.code ? -1 : 1));
  return first === undefined ? {} : { code: first.code };
}

function up(confidence: 'confirmed' | 'likely'): DomainVerdict {
  return { verdict: 'up', confidence, isAlarming: false };
}
