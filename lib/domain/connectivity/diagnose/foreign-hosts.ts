// Besides the plain ones letters that stay beyond ASCII whatever a browser makes of the name: no table holds such a label.
// Others, such as those of full width, may turn into plain ones: https://url.spec.whatwg.org/#concept-domain-to-ascii
const settled = /^[\w.\u00c0-\u0131\u0400-\u0fff\u3040-\u312f\u4e00-\u9fff\uac00-\ud7a3-]+$/;

/** Turns most hosts of other people away by their last two labels alone, before anything is spelled out or looked up. */
export function createForeignCheck(patterns: readonly string[]): (written: string) => boolean {
  const ends = new Set(patterns.map(endOf));
  return (written) => {
    const end = endOf(written);
    return !ends.has(end) && settled.test(end) && !ends.has(end.toLowerCase()) && !end.endsWith('.');
  };
}

function endOf(host: string): string {
  return host.slice(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
}
