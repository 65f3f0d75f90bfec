/**
 * A form in which a secret stands in a text, and what is kept of it. A look for letters that the form cannot be without comes first: nearly
 * every text has none of them.
 */
export type Shape = [hint: RegExp, form: RegExp, kept: string | ((found: string, ...parts: string[]) => string)];

/** What comes before the secret is kept. */
export const secretOnly = '$1[removed]';

const { raw } = String;

/** What this service has put into the place of a secret. */
export const isRemoved = raw`\\*["']?\[(?:[\w ]+ )?removed\](?![\w+/-])`;

// Without quotes a value goes to what ends it in an address, a header, a connection string or JSON.
const bare = raw`(?:[^\s&;,"'<>\\\x60]|,(?!\s|$|["'{[]|[\w.-]+["']?\s*[:=]))+`;

/** A value: in quotes, braces or brackets to the closing one. */
export const value = [
  raw`(?!(?:[*_|>+-]+\s*)?${isRemoved})(?:[ubr]?"(?:[^"\\]|\\.)*`,
  raw`[ubr]?'(?:[^'\\]|\\.)*`,
  raw`\x60[^\x60]*`,
  raw`(?<escapes>\\+)["'](?:(?!(?<!\\)\k<escapes>["']).)*`,
  raw`\{[^{}]*\}?`,
  raw`\[\s*\\*["'][^\]]*\]?`,
  raw`<[^<>]*>?`,
  raw`${bare})`,
].join('|');
