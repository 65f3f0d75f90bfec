import { type Shape, secretOnly } from './shape.ts';

const { raw } = String;
const authorization = raw`\b((?:proxy-)?authorization\\*["']?\s*[:=]\s*\\*["']?)`;

/** Whole blocks and headers, which may hold anything. */
export const headerShapes: readonly Shape[] = [
  [
    /PRIVATE[\s+]+KEY/i,
    /(?:-{4,5}\s?)?\bBEGIN[\s+]([A-Z0-9\s+]*PRIVATE[\s+]KEY(?:[\s+]BLOCK)?)\b(?:(?!-{4,5}\s?END)[\s\S])*(?:-{4,5}\s?END[\s+]\1(?:\s?-{4,5})?)?/gi,
    '[private key removed]',
  ],
  [/Private-Lines/, /\b(Private-Lines: \d+)\s[\s\S]*?(?=\sPrivate-MAC|$)/g, '$1 [private key removed]'],
  [/Private-MAC/, /\b(Private-MAC: )\w+/g, secretOnly],
  [/authorization/i, new RegExp(raw`${authorization}(?:Digest|OAuth|Hawk|AWS4[\w-]*)\s.*`, 'gi'), secretOnly],
  [/authorization/i, new RegExp(raw`${authorization}[\w-]+\s+\w+=\\*["'].*`, 'gi'), secretOnly],
  [/authorization/i, new RegExp(raw`${authorization}(?!Bearer\b|\\*\[)[^\s"',\\]+(?:\s+[^\s"',\\]+)?`, 'gi'), secretOnly],
  [/cookie/i, /\b((?:set-)?cookie2?\\*["']?\s*[:=]\s*\\*["']?)(?!\[removed)[^\s;"\\]+(?:;\s*[^\s;"\\]+)*/gi, secretOnly],
  [/eyJ/, /\beyJ[\w-]{8,}(?:(?:\.|%(?:25)*2E)[\w-]*|\s?\.\s?(?:eyJ[\w-]*|(?=[\w-]*\d)[\w-]{16,}))*/g, '[token removed]'],
  [
    /bearer/i,
    /\bBearer(?:(?:\\?\s|\+)+(?:token\s*=\s*)?|\s*[:=]\s*|(?=[\w.-]{20})(?=[a-z_.-]*\d))(?:["'\\]+|<(?=[^\s>]*\d))?(?!\[)[\w.~+/=%-]+/gi,
    'Bearer [token removed]',
  ],
  [
    /\b(?:basic|ntlm|negotiate|sharedkey|dpop)/i,
    /\b(Basic|NTLM|Negotiate|DPoP|SharedKey(?:Lite)?)(\s+)([^\s"'\\,;<>]+)/gi,
    withoutCredential,
  ],
];

// "Basic authentication is switched off" shows no secret: what follows is a word.
function withoutCredential(found: string, scheme = '', blank = '', given = ''): string {
  const isWord = /^[A-Z]?[a-z-]*[.:!?)]*$/.test(given) || given.length < 6 || given.startsWith('[');
  return isWord ? found : `${scheme}${blank}[removed]`;
}
