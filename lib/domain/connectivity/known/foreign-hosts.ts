// Those that stay beyond ASCII whatever a browser makes of the name: no table holds such a label. Others, such as those of full width, may
// turn into plain ones: https://url.spec.whatwg.org/#concept-domain-to-ascii
const rangesBeyondAscii = ['\u00c0-\u0131', '\u0400-\u0fff', '\u3040-\u312f', '\u4e00-\u9fff', '\uac00-\ud7a3'];
const anyCase = new RegExp(`^[a-z\\d_.${rangesBeyondAscii.join('')}-]*(?<!\\.)$`, 'i');
// The same as a table, with the plain letters; capitals are left to be looked at twice.
const [plain, beyond] = [1, 2];
const settled = new Uint8Array(65_536);
for (const char of 'abcdefghijklmnopqrstuvwxyz0123456789_.-') settled[char.charCodeAt(0)] = plain;
for (const range of rangesBeyondAscii) settled.fill(beyond, range.charCodeAt(0), range.charCodeAt(2) + 1);
// The suffixes of ordinary logs; what a hostile one has beyond them is judged each time.
const mostEnds = 1_000;

/** Turns most hosts of other people away by their last two labels, which begin at an offset, before anything is spelled out or looked up. */
export function createForeignCheck(patterns: readonly string[]): (text: string, from: number, to: number) => boolean {
  const isForeign = new Map(patterns.map((pattern) => [pattern.split('.').slice(-2).join('.'), false]));
  return (text, from, to) => {
    if (isSettled(text, from, to)) return true;
    const end = text.slice(from, to);
    const known = isForeign.get(end);
    if (known !== undefined) return known;
    const verdict = anyCase.test(end) && !isForeign.has(end.toLowerCase());
    if (isForeign.size < mostEnds) isForeign.set(end, verdict);
    return verdict;
  };
}

/** Whether letters are among them that no table has, and none that might turn into others. */
function isSettled(text: string, from: number, to: number): boolean {
  let seen = 0;
  for (let at = from; at < to; at++) {
    const kind = settled[text.charCodeAt(at)] ?? 0;
    if (kind === 0) return false;
    seen |= kind;
  }
  return (seen & beyond) !== 0;
}
