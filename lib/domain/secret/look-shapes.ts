import { secretAddresses } from './names.ts';
import { type Shape, secretOnly } from './shape.ts';

// The marks that Microsoft puts into the keys of its services: https://learn.microsoft.com/purview/sit-defn-all-creds
const keyMarks = String.raw`AzFu|AzSe|AzCa|ACDb|AIoT|APIM|AZDO|\+A(?:St|Sb|Eh|MC|Ba|CR)`;

/** What is a secret by its looks alone, and addresses that hold one. */
export const lookShapes: readonly Shape[] = [
  [/:\/\//, new RegExp(`((?:${secretAddresses}))(?!\\[)[^\\s"'<>]+`, 'gi'), secretOnly],
  [
    /@/,
    /((?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:|(?<![\w:/]))\/{2})(?:(?!\[removed\]@)[^\s/?#"'<>]*|[^\s/?#@:"'<>]*:(?!\d{1,5}(?:[/?#]|$))[^\s@"'<>]+)@/gi,
    '$1[removed]@',
  ],
  [/MII/, /(?<![\w+/=-])MII[A-Za-z0-9+/]{40,}={0,2}(?:\s[A-Za-z0-9+/]{40,}={0,2})*(?:\s[A-Za-z0-9+/]+={1,2})?/g, '[key removed]'],
  [
    /gh[pousr]_|github_|glpat-|xox|sk[-_]|[rp]k_|npm_|pypi-|AIza|ya29|SG\.|hvs\.|A[KS]IA/,
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|sk-[\w-]{20,}|[srp]k_(?:live|test)_\w{10,}|npm_\w{30,}|pypi-[\w-]{16,}|AIza[\w-]{35}|ya29\.[\w-]{20,}|SG\.[\w-]{10,}\.[\w-]{10,}|hvs\.[\w-]{20,}|A[KS]IA[A-Z0-9]{16}\b)/g,
    '[key removed]',
  ],
  // Refresh tokens and codes of Entra, which are no JWT.
  [/\b[01]\.A/, /(?<![\w.-])[01]\.A[\w-]{20,}(?:\.[\w-]{20,})*/g, '[token removed]'],
  [/\$(?:apr1|2[aby]|5|6|y|argon2)/, /\$(?:apr1|2[aby]|5|6|y|argon2\w*)\$[^\s"'<>,;]{8,}/g, '[removed]'],
  // The private numbers of a JSON Web Key. https://www.rfc-editor.org/rfc/rfc7518#section-6
  [/"[a-z]{1,2}\\*"\s*:/, /(\\*"(?:d|p|q|dp|dq|qi|k)\\*"\s*:\s*\\*")[\w+/=-]{16,}/g, secretOnly],
  [/Q~/, /(?<![\w~.-])[\w.~-]{3}\dQ~[\w.~-]{31,34}/g, '[secret removed]'],
  [/=(?![\w=])/, /(?<![\w+/])(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=)(?![\w=])/g, '[key removed]'],
  [new RegExp(keyMarks), new RegExp(`(?<![\\w+/-])[\\w+/-]{30,80}(?:${keyMarks})[\\w+/-]{4,60}={0,2}`, 'g'), '[key removed]'],
];
