/** A host, or `*.` and a suffix, in the spelling of `normalizeHost`. */
export interface HostPattern {
  pattern: string;
  /** Whether `*.suffix` also stands for the suffix itself. */
  alsoMatchApex?: true;
}

/** The suffix of a wildcard, without `*.`; undefined for a single host. */
export function suffixOf(pattern: string): string | undefined {
  return pattern.startsWith('*.') ? pattern.slice(2) : undefined;
}

/** Whether a host, in the spelling of `normalizeHost`, is meant by the pattern. A wildcard ends at a dot and takes any number of labels. */
export function matchesPattern({ pattern, alsoMatchApex }: HostPattern, host: string): boolean {
  const suffix = suffixOf(pattern);
  if (suffix === undefined) return host === pattern;
  return host.endsWith(`.${suffix}`) || (alsoMatchApex === true && host === suffix);
}

/** Whether every host that `inner` means is meant by `outer` too. */
export function contains(outer: HostPattern, inner: HostPattern): boolean {
  const suffix = suffixOf(inner.pattern);
  if (suffix === undefined) return matchesPattern(outer, inner.pattern);
  const outerSuffix = suffixOf(outer.pattern);
  if (outerSuffix === undefined) return false;
  if (suffix === outerSuffix) return inner.alsoMatchApex !== true || outer.alsoMatchApex === true;
  return suffix.endsWith(`.${outerSuffix}`);
}
