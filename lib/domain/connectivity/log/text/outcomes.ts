import type { LineFault } from '../log-line.ts';
import { isLetter } from './numbers.ts';
import { compileStems, shift, stateBits, symbolOf } from './stems.ts';
import { beginsWord, contextOf, type Phrase, phraseOf } from './word-context.ts';

/** What a word of a log, such as an action or the name of an exception, says of a request. */
type WordOutcome = LineFault | 'aborted' | 'closed' | 'denied';

/** What the words between two offsets say, as bits: those of `says`, and above them one for each outcome. */
export type Saying = number;

/** `stem`: something that other words beside it may make an outcome. `failure`: that something came to nothing, in whichever way. */
export const says = { stem: 1, failure: 2 } as const;
const firstOutcome = 4;

// Of several the first counts: a name that is not resolved is no host that hung up.
const outcomes: readonly WordOutcome[] = ['dns', 'tls', 'timeout', 'aborted', 'closed', 'denied'];
const bitOf = (outcome: WordOutcome) => firstOutcome << outcomes.indexOf(outcome);

const listOf = (words: string) => words.split(' ');
// Behind `'-'` whatever is no letter, blank or apostrophe.
const joints = ['', ' ', '-'];

const alone: Readonly<Partial<Record<WordOutcome, readonly string[]>>> = {
  dns: [
    ...listOf('dns nxdomain servfail unresolv resolution resolve enotfound'),
    ...joints.map((joint) => `unknown${joint}host`),
    ...['not resolved', 'not be resolved', 'not been resolved'],
    ...joints.flatMap((one) => joints.map((other) => `host${one}not${other}found`)),
  ],
  aborted: [...listOf('abort disconnect reset econnreset'), ...joints.map((joint) => `hang${joint}up`)],
  denied: listOf('block deny denied reject forbid drop refus'),
};

/** Stems of which one stands behind another one, with so many letters between them at most. */
const pairs: readonly { outcome: WordOutcome; first: readonly string[]; most: number; second: readonly string[] }[] = [
  {
    outcome: 'tls',
    first: listOf('ssl tls cert'),
    most: 40,
    second: listOf('fail error untrust invalid expired mismatch reject bad'),
  },
  { outcome: 'tls', first: listOf('fail bad invalid untrusted'), most: 40, second: listOf('ssl tls cert handshake') },
  { outcome: 'tls', first: ['self'], most: 1, second: ['signed'] },
  { outcome: 'timeout', first: ['time'], most: 3, second: ['out'] },
  // By the machine that was asked, or the one before it, and by no rule.
  { outcome: 'closed', first: ['conn'], most: 29, second: ['refus'] },
  { outcome: 'closed', first: ['refus'], most: 23, second: ['conn'] },
];

const failures = new Set([
  ...listOf('fail failed fails failure failures error errors err unavailable unauthorized unauthorised required not no never'),
  ...listOf("cannot cant can't couldnt couldn't unable bad"),
  ...listOf('closed terminated lost rst eof cancelled canceled alert interrupted broken limited unknown exception'),
  ...listOf('down dead ko nok wrong disallowed prohibited forbade filtered banned quarantined stopped untrusted expired invalid mismatch'),
  // Of the system: https://nodejs.org/api/errors.html#common-system-errors
  ...listOf('ehostunreach enetunreach epipe'),
  ...listOf('verweigert fehlgeschlagen gesperrt abgelehnt geblockt abgebrochen unerreichbar fehler nicht kein keine'),
]);
// `hang up` is of two words that say nothing alone.
const beginnings = ['hang'];
const beginningsOfFailures = new Set(['unreach', 'zeit-berschreitung']);
// `ConnectFailure`, `TrustFailure`: https://learn.microsoft.com/dotnet/api/system.net.webexceptionstatus
const endsOfFailures = new Set(['failure']);
// `disconnected` and `preset` have other words in them.
const ofOwnWord = new Set(['reset', 'conn']);
// Inside of another word they may be part of a name, as of jblock.
const ofBeginning = new Set(['dns', ...(alone.denied ?? [])]);
// What is not blocked is open; what could not resolve is not.
const ofDenial = new Set([...(alone.denied ?? []), ...(alone.aborted ?? [])]);
// `resolved` is a success; Denys, a dropbox and a droplet are none of a rule.
const notBefore: Readonly<Record<string, string>> = { resolve: 'd', deny: 's', drop: 'bl' };

const letters = [
  ...new Set([
    ...Object.values(alone).flat(),
    ...pairs.flatMap(({ first, second }) => [...first, ...second]),
    ...failures,
    ...beginnings,
    ...beginningsOfFailures,
  ]),
];

type Stem = ReturnType<typeof describe>;

function describe(stem: string) {
  return {
    length: stem.length,
    outcome: outcomes.reduce((bits, outcome) => (alone[outcome]?.includes(stem) ? bits | bitOf(outcome) : bits), 0),
    // No stem is the first or the second of more than one pair; -1 of none.
    first: pairs.findIndex(({ first }) => first.includes(stem)),
    second: pairs.findIndex(({ second }) => second.includes(stem)),
    isOfOwnWord: ofOwnWord.has(stem),
    isOfBeginning: ofBeginning.has(stem),
    isDeniable: ofDenial.has(stem),
    isMeasured: stem === 'dns',
    notBefore: Array.from(notBefore[stem] ?? '', (letter) => letter.charCodeAt(0)),
    isFailure: failures.has(stem),
    beginsFailure: beginningsOfFailures.has(stem),
    endsFailure: endsOfFailures.has(stem),
  };
}

const { next, ending } = compileStems(letters);
const stems = letters.map(describe);
const stemsEnding = ending.map((indexes) => indexes.flatMap((index) => stems[index] ?? []));
const outcomeOfPair = pairs.map(({ outcome }) => bitOf(outcome));
const mostOfPair = pairs.map(({ most }) => most);
// Where the first stem of each pair has ended last.
const firstEnds = new Int32Array(pairs.length);
const [nowhere, blank, underscore] = [-1_000, 32, 95];

/** What the words between two offsets say, found in one walk over their letters. */
export function sayingOf(text: string, from: number, to: number): Saying {
  let state = 0;
  let saying = 0;
  let phrase: Phrase | undefined;
  for (let at = from; at < to; at++) {
    state = next[(state & stateBits) | (symbolOf[text.charCodeAt(at)] ?? 0)] ?? 0;
    if ((state & 1) === 0) continue;
    // By the engine it would take as long as all the rest.
    if (saying === 0) for (let pair = 0; pair < firstEnds.length; pair++) firstEnds[pair] = nowhere;
    saying |= says.stem;
    for (const stem of stemsEnding[state >> shift] ?? []) {
      const before = at - stem.length >= from ? text.charCodeAt(at - stem.length) : blank;
      const said = sayingOfStem(stem, at + 1, before, at + 1 < to ? text.charCodeAt(at + 1) : blank);
      if (said === 0) continue;
      phrase ??= phraseOf(text, from, to);
      saying |= sayingInContext(said, stem, phrase, at + 1);
    }
  }
  return saying;
}

/** What is left of what a stem says, by what stands around it. */
function sayingInContext(saying: Saying, stem: Stem, phrase: Phrase, end: number): Saying {
  const { length, outcome, isOfBeginning } = stem;
  const begin = end - length;
  const context = contextOf(phrase, begin, end, stem);
  if (context === 'silent') return 0;
  if (saying < firstOutcome) return saying;
  if (context === 'doubted') return says.failure;
  const isOwn = context === 'heard' && (!isOfBeginning || beginsWord(phrase.text, begin, phrase.from));
  // With one before it the same word may still be half of another outcome.
  return isOwn ? saying : (saying & ~outcome) | says.failure;
}

/** What a stem says that ends at an offset, between these two characters. */
function sayingOfStem(stem: Stem, end: number, before: number, behind: number): Saying {
  const isAlone = !(stem.isOfOwnWord && isOfWord(before));
  let saying = isAlone && !stem.notBefore.includes(behind | 32) ? stem.outcome : 0;
  const [isBeginning, isEnd] = [!isLetter(before), !isLetter(behind)];
  if ((isBeginning && stem.beginsFailure) || (isEnd && (stem.endsFailure || (isBeginning && stem.isFailure)))) saying |= says.failure;
  const { first, second, length } = stem;
  if (second >= 0 && isAlone) {
    const between = end - length - (firstEnds[second] ?? nowhere);
    if (between >= 0 && between <= (mostOfPair[second] ?? 0)) saying |= outcomeOfPair[second] ?? 0;
  }
  if (first >= 0) firstEnds[first] = end;
  return saying;
}

function isOfWord(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === underscore;
}

/** The outcome that words say; undefined for none. */
export function outcomeIn(saying: Saying): WordOutcome | undefined {
  const bits = saying & ~(says.stem | says.failure);
  return bits === 0 ? undefined : outcomes[31 - Math.clz32(bits & -bits) - 2];
}

/** Whether words say this outcome, perhaps among others. */
export function tellsOutcome(saying: Saying, outcome: WordOutcome): boolean {
  return (saying & bitOf(outcome)) !== 0;
}
