// Besides the plain letters those that stay beyond ASCII whatever a browser makes of the name: no table holds such a label. Others, such
// as those of full width, may turn into plain ones: https://url.spec.whatwg.org/#concept-domain-to-ascii
const settled = /^[a-z\d_.\u00c0-\u0131\u0400-\u0fff\u3040-\u312f\u4e00-\u9fff\uac00-\ud7a3-]*[^.]$/;
const anyCase = new RegExp(settled, 'i');
// The suffixes of ordinary logs; what a hostile one has beyond them is judged each time.
const mostEnds = 1_000;

/** Turns most hosts of other people away by their last two labels alone, before anything is spelled out or looked up. */
export function createForeignCheck(patterns: readonly string[]): (written: string) => boolean {
  const isForeign = new Map(patterns.map((pattern) => [endOf(pattern), false]));
  const judge = (end: string) => settled.test(end) || (anyCase.test(end) && !isForeign.has(end.toLowerCase()));
  return (written) => {
    const end = endOf(written);
    const known = isForeign.get(end);
    if (known !== undefined) return known;
    const verdict = judge(end);
    if (isForeign.size < mostEnds) isForeign.set(end, verdict);
    return verdict;
  };
}

function endOf(host: string): string {
  return host.slice(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
}
