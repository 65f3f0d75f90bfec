import type { LineFault, LogLine } from '../log-line.ts';

/** What a word of a log, such as an action or the name of an exception, says of a request. */
type WordOutcome = LineFault | 'aborted' | 'closed' | 'denied' | 'none';

const outcomes: readonly (readonly [RegExp, WordOutcome])[] = [
  [/dns|nxdomain|unresolv|resolution|resolve(?!d)|not (?:been |be )?resolved|enotfound|host.?not.?found/, 'dns'],
  [
    /(?:ssl|tls|cert).{0,40}(?:fail|error|untrust|invalid|expired|mismatch|reject|bad)|(?:fail|bad|invalid|untrusted).{0,40}(?:ssl|tls|cert|handshake)/,
    'tls',
  ],
  [/time.?d?.?.?out/, 'timeout'],
  [/abort|disconnect|hang.?up|\breset/, 'aborted'],
  // By the machine that was asked, or the one before it, and by no rule.
  [/conn\w{0,9}.{0,20}refus|refus\w{0,3}.{0,20}\bconn/, 'closed'],
  [/block|den(?:y|ied)|reject|forbid|drop|refus/, 'denied'],
];

const longestPhrase = 120;
const worthReading = /dns|nxd|resol|enot|host|ssl|tls|cert|time|abort|disc|hang|reset|block|den|reject|forbid|drop|refus|handshake/i;

/** Judges a word or a short phrase; a longer text says nothing that could be relied on. */
function outcomeOf(phrase: string): WordOutcome {
  if (phrase.length > longestPhrase || !worthReading.test(phrase)) return 'none';
  const lower = phrase.toLowerCase();
  return outcomes.find(([form]) => form.test(lower))?.[1] ?? 'none';
}

const failure =
  /(?<![a-z])(?:fail(?:ed|ures?|s)?|errors?|unreach\w*|unavailable|unauthori[sz]ed|required|not|no|never|cannot|can'?t|couldn'?t|unable|bad)(?![a-z])/i;

/** Whether a phrase tells that something came to nothing, in whichever way. */
export function saysFailure(phrase: string): boolean {
  return failure.test(phrase);
}

/** What a word of a log came to. A log has a handful of them, each a thousand times. */
interface JudgedWord {
  word: string;
  outcome: WordOutcome;
}

/** The words that came last, by their length. */
export type JudgedWords = JudgedWord[];

const places = 32;

export function createJudgedWords(): JudgedWords {
  return Array.from({ length: places }, () => ({ word: '', outcome: 'none' as const }));
}

/** Lets the word or phrase between two offsets have its say, as `refine` does, and judges it only if it is not the one that came last. */
export function refineBy(judged: JudgedWords, text: string, from: number, to: number, line: LogLine): void {
  const length = to - from;
  if (length === 0 || length > longestPhrase) return;
  // There is one for each.
  const last = judged[length & (places - 1)] as JudgedWord;
  if (last.word.length !== length || !text.startsWith(last.word, from)) {
    last.word = text.slice(from, to);
    last.outcome = outcomeOf(last.word);
  }
  apply(last.outcome, line);
}

/** Lets a word have its say where the number says nothing or only that something failed. */
export function refine(word: string, line: LogLine): void {
  if (word !== '') apply(outcomeOf(word), line);
}

function apply(outcome: WordOutcome, line: LogLine): void {
  const { status } = line;
  if (outcome === 'none' || typeof status === 'string') return;
  if (outcome === 'aborted') line.isAborted = true;
  // Some proxies answer with a page of their own, and 200.
  else if (outcome === 'denied') line.status = status === undefined || status < 400 ? 403 : status;
  else if (outcome === 'closed') line.status = status === undefined || status < 400 ? 'timeout' : status;
  else if (status === undefined || (status >= 500 && status !== 504)) line.status = outcome;
}
