const [longestName, longestLabel] = [253, 63];
const [dot, hyphen] = [46, 45];
const inNames = new Uint8Array(65_536);
for (const char of 'abcdefghijklmnopqrstuvwxyz0123456789_-') inNames[char.charCodeAt(0)] = 1;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const beyondAscii = /[^\x00-\x7f]/;

/**
 * The one spelling of a host name: lower case, without a dot at the end, international names as they are sent (`xn--`).
 * Undefined for what cannot be a name; an address in numbers is one.
 */
export function normalizeHost(text: string): string | undefined {
  // Most are written so; a great log has a hundred thousand of them.
  if (isPlainName(text)) return text;
  const lower = text.toLowerCase();
  if (isPlainName(lower)) return lower;
  const name = beyondAscii.test(lower) ? toAscii(lower) : lower;
  const host = name.endsWith('.') ? name.slice(0, -1) : name;
  return isPlainName(host) || address.test(host) ? host : undefined;
}

/** Whether a text is a name in its one spelling: labels of up to 63 small letters, digits, low lines, and hyphens but at their ends. */
function isPlainName(text: string): boolean {
  if (text.length > longestName) return false;
  let labelStart = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : dot;
    if (code !== dot) {
      if (inNames[code] !== 1) return false;
      continue;
    }
    const length = at - labelStart;
    if (length < 1 || length > longestLabel) return false;
    if (text.charCodeAt(labelStart) === hyphen || text.charCodeAt(at - 1) === hyphen) return false;
    labelStart = at + 1;
  }
  return true;
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
