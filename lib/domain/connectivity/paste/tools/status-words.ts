// The words of https://www.iana.org/assignments/http-status-codes that a proxy answers with where the program leaves out the number.
const wordings: readonly (readonly [RegExp, number])[] = [
  [/proxy authentication required/i, 407],
  [/forbidden|access denied/i, 403],
  [/gateway time-?out/i, 504],
  [/bad gateway/i, 502],
  [/service (?:temporarily )?unavailable/i, 503],
  [/too many requests/i, 429],
  [/unauthori[sz]ed/i, 401],
];

/** The number that stands in words, or that they are the name of; undefined for neither. */
export function statusNamed(words: string): number | undefined {
  const [number] = /(?<!\d)[45]\d\d(?!\d)/.exec(words) ?? [];
  return number === undefined ? wordings.find(([form]) => form.test(words))?.[1] : Number(number);
}
