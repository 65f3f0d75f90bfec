/** What the advice says before its step, and what comes true by the step; the step itself stands among the remedies, without its full stop. */
export function aroundStep(why: string, [first = '']: readonly string[] = []): [before: string, after: string] {
  const at = first === '' ? -1 : why.indexOf(first);
  return at < 0 ? [why, ''] : [why.slice(0, at).trim(), why.slice(at + first.length).replace(/^[\s.]+/, '')];
}
