const secretPatterns: readonly [RegExp, string][] = [
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '[token removed]'],
  [/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [token removed]'],
  [/([?&]code=)[^\s&]+/gi, '$1[removed]'],
  [
    /\b((?:sig|client_secret|client_assertion|assertion|access_token|AccountKey|SharedAccessSignature)["']?\s*[:=])\s*["']?[^\s&;,"']+/gi,
    '$1[removed]',
  ],
];

// Terminal sequences first: once ESC is gone their remainder would look like text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const terminalSequences = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

// Nearly every text is harmless: one look instead of six replacements.
const suspicious = /[^\x20-\x7e]|eyJ|bearer|(?:sig|code|secret|assertion|token|key|signature)["']?\s*[:=]/i;

/**
 * Makes a foreign text safe to store, log and show: no control or direction characters, no tokens or signatures,
 * at most `maximumLength` UTF-16 units (2 KiB unless told). Trace and correlation ids stay, support asks for them.
 */
export function cleanText(text: string, maximumLength = 2048): string {
  if (text.length <= maximumLength && !suspicious.test(text)) return text.trim();
  const bounded = text
    .slice(0, maximumLength * 4)
    .replace(terminalSequences, '')
    .replace(controlCharacters, ' ');
  const safe = secretPatterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), bounded).trim();
  return safe.length <= maximumLength ? safe : `${safe.slice(0, maximumLength - 1).toWellFormed()}…`;
}
