import { createWordTable } from './word-table.ts';

/**
 * What a word is that logs have beside their targets, as bits. `neutral`: it is nobody's name. `silent`: it also says nothing of what came
 * of a request and counts nothing. `quantity`: the number behind it counts something. `unit`: it says what the number before it counts.
 */
export const logWords = { neutral: 1, silent: 2, quantity: 4, unit: 8 } as const;

const { neutral, silent, quantity, unit } = logWords;

const words: readonly (readonly [kind: number, words: string])[] = [
  [
    neutral | silent,
    'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november',
  ],
  [neutral | silent, 'december mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday am pm'],
  [
    neutral | silent,
    'utc gmt z cet cest est edt pst pdt get post put head patch delete options connect tunnel http https to from via by on',
  ],
  [neutral | silent, 'is was the a ok found allowed allow success established'],
  [
    neutral,
    '-- => -> : http/1.0 http/1.1 http/2 http/2.0 not modified moved unauthorized forbidden proxy authentication required bad gateway',
  ],
  [
    neutral,
    'timeout time-out timed out service unavailable connection closed reset aborted abort denied blocked block deny accept accepted',
  ],
  [
    neutral,
    'pass passed permit permitted rejected dropped disconnected unreachable succeeded failed failure error status code response result',
  ],
  [
    neutral,
    'request name remote host could be resolved unresolved nxdomain servfail unknown dns ssl tls certificate self-signed handshake',
  ],
  [neutral, 'untrusted access refused answered terminated interrupted'],
  [quantity, 'sent received recv rcvd in out pid tid id bytes size port line count took after total len length for'],
  // Of more than one, as no status is 1: a request, a client or a connection is no unit of it, and `407 x` counts nothing.
  [unit, 'byte bytes octets seconds minutes hits requests times packets connections lines tries attempts retries hours days users clients'],
  [unit, 'b kb mb gb ib kib mib gib s ms sec secs msec msecs min mins millisecond milliseconds'],
];

const kindsOfWord = new Map<string, number>();
for (const [kind, list] of words) for (const word of list.split(' ')) kindsOfWord.set(word, (kindsOfWord.get(word) ?? 0) | kind);
const find = createWordTable([...kindsOfWord].map(([word, kind]) => [kind, word] as const));

/** What the word between two offsets is to a log, found in one look: bits of `logWords`, 0 for one that belongs to none. */
export function ofLog(text: string, from: number, to: number): number {
  return find(text, from, to) ?? 0;
}
