const longestName = 253;
const plainName = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const beyondAscii = /[^\x00-\x7f]/;

/**
 * The one spelling of a host name: lower case, without a dot at the end, international names as they are sent (`xn--`).
 * Undefined for what cannot be a name; an address in numbers is one.
 */
export function normalizeHost(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (lower.length <= longestName && plainName.test(lower)) return lower;
  const name = beyondAscii.test(lower) ? toAscii(lower) : lower;
  const host = name.endsWith('.') ? name.slice(0, -1) : name;
  return host.length <= longestName && (plainName.test(host) || address.test(host)) ? host : undefined;
}

/** Whether a normal host is an address in numbers, which no row of names can cover. */
export function isAddress(host: string): boolean {
  return address.test(host);
}

// The mapping of international names that browsers use: https://url.spec.whatwg.org/#concept-domain-to-ascii
function toAscii(name: string): string {
  // Of these a URL would read only a part as its host.
  if (/[/\\?#@:%[\]\s]/.test(name)) return '';
  return URL.parse(`http://${name}`)?.hostname ?? '';
}
