/** Longer text is no code, so nothing is looked up for it. */
const longestCode = 200;
const servicePrefix =
  /^(?:azureactivedirectory|azuredirectoryservice|hybrididentityservice|hybridsynchronizationactivedirectory|systemforcrossdomainidentitymanagement)(?=[a-z])/;
const directorySuffix = /(?:secerr|ldaperr|atrerr|namerr|svcerr)$/;

/** One spelling for all: lower case, letters and digits only, so that `Invalid Grant` equals `invalid_grant`. */
export function normaliseCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The part that says what happened, once the name of the service before it and of the directory's layer behind it are gone. */
function coreOf(key: string): string {
  return key.replace(servicePrefix, '').replace(directorySuffix, '');
}

/** Key under which a code is found although the caller left its prefix or suffix out; undefined when a single word would remain. */
export function coreKey(code: string): string | undefined {
  const key = normaliseCode(code);
  const prefixLength = key.length - key.replace(servicePrefix, '').length;
  const humps = code.slice(prefixLength).match(/[A-Z]/g)?.length ?? 0;
  return prefixLength > 0 && humps < 2 ? undefined : `~${coreOf(key)}`;
}

/** True for a code that names one of the services whose codes are told apart by such a name. */
export function hasServicePrefix(code: string): boolean {
  return servicePrefix.test(normaliseCode(code)) || /^HybridIdentityService[A-Z]/.test(code);
}

/** Documentation that was rebranded by machine shows `Microsoft Entra IDForbidden` for `AzureActiveDirectoryForbidden`. */
function undoRebranding(key: string): string {
  return key.replace(/^(?:microsoftentraid|entraid|azuread)(?=[a-z])/, 'azureactivedirectory');
}

function numberedForms(key: string): string[] {
  const event = /^(?:eventid|event|id)(\d+)$/.exec(key);
  if (event) return [`eventid${event[1]}`];
  const status = /^(?:http|httpstatus|status|statuscode)(\d{3})$/.exec(key);
  if (status) return [`${status[1]}`];
  const result = /^(?:hresult|hr)?(?:0x)?([0-9a-f]{8})$/.exec(key);
  if (result) return [`0x${result[1]}`];
  const signIn = /^(?:error)?aadsts0*(\d+)$/.exec(key);
  return signIn ? [`aadsts${signIn[1]}`] : [];
}

function pluralForms(key: string): string[] {
  if (key.length < 12) return [];
  return [key.endsWith('s') ? key.slice(0, -1) : `${key}s`];
}

/** The parts of a code that begin with a capital, each with the rest behind it: `BoxEntryConflict` ends with `EntryConflict` and with `Conflict`. */
export function endsOf(code: string): { before: string; end: string }[] {
  return [...code.matchAll(/(?<=[a-z0-9])[A-Z]/g)].map(({ index }) => ({ before: code.slice(0, index), end: code.slice(index) }));
}

/**
 * Keys of the documented cores that a connector printed its own name before: `BoxEntryConflict` is `EntryConflict`. A core of one word is
 * none, since any name may end so.
 */
export function vendorKeys(code: string): string[] {
  const text = code.trim();
  if (text.length > longestCode || hasServicePrefix(text) || !/^[A-Z]\w*$/.test(text)) return [];
  return endsOf(text).flatMap(({ end }) => (/[a-z][A-Z]/.test(end) ? [`~${normaliseCode(end)}`] : []));
}

/**
 * The keys to try for a code as somebody wrote it, most literal first: `=` marks the exact spelling, `~` the core without prefix and suffix.
 * Empty for blank text and for text too long to be a code.
 */
export function lookupKeys(code: string): string[] {
  const text = code.trim();
  if (text === '' || text.length > longestCode) return [];
  const [head = ''] = text.split(/:\s|\s-\s/, 1);
  // "Error: something" names no code: a plain word before a colon says nothing.
  const readings = /\d|[a-z][A-Z]|[_-]/.test(head) ? [text, head] : [text];
  return [...new Set([...keysOf(text, readings), ...vendorKeys(text)])];
}

/** The same for a text that is a code or none: what stands before a colon is a word of its own there. */
export function wholeKeys(code: string): string[] {
  const text = code.trim();
  return text === '' || text.length > longestCode ? [] : keysOf(text, [text]);
}

function keysOf(text: string, readings: readonly string[]): string[] {
  const literal = readings.map(normaliseCode).map(undoRebranding);
  const derived = literal.flatMap((key) => [...numberedForms(key), ...pluralForms(key)]);
  const cores = literal.map((key) => `~${coreOf(key)}`);
  const keys = [`=${text}`, normaliseCode(text), ...literal, ...derived, ...cores].filter((key) => key.length > 0 && key !== '~');
  return [...new Set(keys)];
}
