/** A look for letters that the form cannot be without comes first: nearly every text has none of them. */
type Shape = [hint: RegExp, form: RegExp, kept: string | ((...parts: string[]) => string)];

// An `=`, a `&`, also encoded for an address, or once more for an address within one.
const equals = '(?:=|%(?:25)*3D)';
const ampersand = '%(?:25)*26';
const quote = String.raw`(?:\\*["'])?`;
// A value in quotes goes to the closing one; any other to what ends a value in an address, a header, a connection string or JSON.
const bare = String.raw`(?:(?!${ampersand})[^\s&;,"'<>\\]|,(?!\s|$|["'{[]|[\w.-]+["']?\s*[:=]))+`;
const value = String.raw`(?!\\*["']?\[)(?:"(?:[^"\\]|\\.)*|'(?:[^'\\]|\\.)*|\\+["'](?:(?!\\+["']).)*|${bare})`;
// As headers, forms, settings, connection strings and JSON write it.
const anySeparator = String.raw`${quote}\s*(?:[:=]|%(?:25)*3[AD])\s*`;
// A word of every day is followed by a colon in every sentence; `=`, or quotes around the name, make it a field.
const fieldSeparator = String.raw`(?:${quote}\s*${equals}\s*|\\*["']\s*:\s*)`;

// No letter before it but the last of an escape.
const wordStart = '(?<!(?<!%(?:25)*[0-9a-f])[a-z])';

// What is called so is a secret, wherever it stands.
const secretNames = [
  '(?:client|consumer|app|application|shared|webhook)[_-]?secret(?:[_-]?value)?',
  'secret[_-]?(?:text|value)',
  `(?:client[_-]?|${wordStart})assertion`,
  '(?:access|refresh|id|auth|bearer|session|security|private|deploy|webhook|api|sas)[_-]?token',
  'id_token_hint|device_code|code_verifier',
  '(?:account|storage|access|primary|secondary|subscription|api|functions?|master|host|private|signing|encryption|ssh|sas)[_-]?key',
  'shared[_-]?access[_-]?signature',
  'x-functions-(?:key|clientid)|aeg-sas-(?:key|token)|instrumentation[_-]?key',
  String.raw`(?:x-)?identity[_-]header|x-ms-(?:token|client-principal)[\w-]*|x-ms-authorization-auxiliary|x-zumo-auth`,
  'appserviceauthsession|saml(?:request|response|art)',
  `${wordStart}(?:sig|pass(?:word|wd|phrase)|pwd)`,
].join('|');
const wordNames = String.raw`[\w-]*(?:secret|token|pass(?:word|wd|phrase|code)|pwd|signature|credentials?)|otp|nonce`;

// In a sentence the same words are followed by a colon or "is"; then the value has to look like a secret, and ids do not.
const spokenNames = 'secret|token|passwor[dt]|kennwort|pwd|code|(?:api|access|account)[ _-]?key';
const secretLooks = String.raw`(?![\da-f]{8}-[\da-f]{4}-)(?=[^\s"'<>]*\d)(?=[^\s"'<>]*[a-z])[\w.~+/=-]{20,}`;

// The marks that Microsoft puts into the keys of its services: https://learn.microsoft.com/purview/sit-defn-all-creds
const keyMarks = String.raw`AzFu|AzSe|AzCa|ACDb|AIoT|APIM|\+A(?:St|Sb|Eh|MC|Ba|CR)`;

// How the names end before what separates them from their value.
const namedHint =
  /(?:secret|value|text|assertion|token|hint|device_code|passcode|verifier|key|signature|sig|clientid|header|principal|zumo-auth|session|saml\w+|passw(?:or)?d|phrase|pwd|credentials?|otp|nonce)(?:\\*["'])?\s*(?:[:=]|%)|x-ms-/i;

/** Every form in which a secret stands in a text, with what is kept of it; whole blocks and headers before the names within them. */
const shapes: readonly Shape[] = [
  [/PRIVATE KEY/, /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY[A-Z ]*)-----(?:(?!-----END)[\s\S])*(?:-----END \1-----)?/g, '[private key removed]'],
  [/authorization/i, /\b((?:proxy-)?authorization\\*["']?\s*[:=]\s*\\*["']?)(?:Digest|OAuth|Hawk|AWS4[\w-]*)\s.*/gi, '$1[removed]'],
  [/authorization/i, /\b((?:proxy-)?authorization\\*["']?\s*[:=]\s*\\*["']?)(?!Bearer\b)[^\s"',\\[]+(?:\s+[^\s"',\\]+)?/gi, '$1[removed]'],
  [/cookie/i, /\b((?:set-)?cookie2?\\*["']?\s*[:=]\s*\\*["']?)[^\s;"\\[]+(?:;\s*[^\s;"\\]+)*/gi, '$1[removed]'],
  [/eyJ/, /\beyJ[\w-]{8,}(?:(?:\.|%(?:25)*2E)[\w-]*)*/g, '[token removed]'],
  [/bearer/i, /\bBearer(?:\s|%(?:25)*20|\+)+(?!\[)[\w.~+/=%-]+/gi, 'Bearer [token removed]'],
  [/\b(?:basic|ntlm|negotiate|sharedkey)/i, /\b(Basic|NTLM|Negotiate|SharedKey(?:Lite)?)(\s+)([^\s"'\\,;<>]+)/gi, withoutCredential],
  [
    /(?:code|key)[=%]/i,
    new RegExp(String.raw`([?&#]|%(?:25)*(?:3F|26|23))(code|key)(${equals})(?!\[)(?:(?!${ampersand})[^\s&"'<>])+`, 'gi'),
    '$1$2$3[removed]',
  ],
  [namedHint, new RegExp(`((?:${secretNames})${anySeparator})${value}`, 'gi'), '$1[removed]'],
  [namedHint, new RegExp(String.raw`(?<![\w-])((?:${wordNames})${fieldSeparator})${value}`, 'gi'), '$1[removed]'],
  [
    /secret|token|passwor|kennwort|pwd|key|code/i,
    new RegExp(String.raw`(?<![\w-])((?:${spokenNames})(?:\s*[:=]\s*|[ -]+(?:(?:is|ist|was|lautet)\s+)?)["']?)${secretLooks}`, 'gi'),
    '$1[removed]',
  ],
  [
    /@|%40/,
    /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}(?::|%3A)(?:\/|%2F){2})(?:[^\s/?#@"'<>[]*|[^\s/?#@:"'<>]+:[^\s@"'<>]+)(?:@|%40)/gi,
    '$1[removed]@',
  ],
  [
    /\.com\//i,
    /((?:webhook\.office|hooks\.slack|discord(?:app)?)\.com\/(?:webhookb2|services|workflows|api\/webhooks)\/)[^\s"'<>[]+/gi,
    '$1[removed]',
  ],
  [
    /gh[pousr]_|github_|glpat-|xox|sk-|npm_|A[KS]IA/,
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|sk-[\w-]{20,}|npm_\w{30,}|A[KS]IA[A-Z0-9]{16}\b)/g,
    '[key removed]',
  ],
  [/Q~/, /(?<![\w~.-])[\w.~-]{3}\dQ~[\w.~-]{31,34}/g, '[secret removed]'],
  [/==/, /(?<![\w+/])[A-Za-z0-9+/]{86}==/g, '[key removed]'],
  [new RegExp(keyMarks), new RegExp(`(?<![\\w+/-])[\\w+/-]{30,80}(?:${keyMarks})[\\w+/-]{4,60}={0,2}`, 'g'), '[key removed]'],
];

/** The text without what would let somebody in: tokens, keys, passwords and signatures in the forms in which they are written down. */
export function redact(text: string): string {
  let rest = text;
  for (const [hint, form, kept] of shapes) {
    if (!hint.test(rest)) continue;
    rest = typeof kept === 'string' ? rest.replace(form, kept) : rest.replace(form, kept);
  }
  return rest;
}

// "Basic authentication is switched off" shows no secret: what follows is a word.
function withoutCredential(found: string, scheme = '', blank = '', given = ''): string {
  const isWord = /^[A-Z]?[a-z-]*[.:!?)]*$/.test(given) || given.length < 6 || given.startsWith('[');
  return isWord ? found : `${scheme}${blank}[removed]`;
}
