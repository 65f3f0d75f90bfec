import { secretNames, spokenNames } from './names.ts';
import { isRemoved, type Shape, secretOnly } from './shape.ts';

const { raw } = String;

// In a sentence nothing tells where a secret is but its looks: ids, dates and codes do not have them.
const noId = raw`(?![\da-f]{8}-[\da-f]{4}-|\d{4}-\d\d-\d\d|0x|HTTP|\S*AADSTS)`;
const mixed = raw`(?=[^\s"'<>|\x60]*\d)(?=[^\s"'<>|\x60]*[a-z])`;
const long = raw`${noId}${mixed}[\w.~+/=-]{20,}`;
const strong = raw`${noId}${mixed}[^\s"'<>|\x60,;]{8,}`;
const sign = raw`\s*(?::=|[-=]>|→|[:=|])[\s*_]*|\s+[-–—]\s+`;
const verb = raw`\s+(?:(?:is|was|now|ist|war|lautet|est|es|changed to|set to|reset to)\s+)+`;
const told = raw`(?:${sign}|${verb})(?!${isRemoved})[[({]?\\*["'\x60]?`;

const anyName =
  /secret|token|pass|pw|mdp|mot de|contrase|senha|wachtw|hasło|пароль|パス|密码|kennwort|key|schlüssel|daten|credential|header|\bPAT/i;

/** What somebody tells of in a sentence, or shows as a command. */
export const spokenShapes: readonly Shape[] = [
  [anyName, new RegExp(raw`(?<![\w-])([\w-]{0,40}?(?:${spokenNames})(?:${told}|\s*\\*["'\x60]))(?!\[)${strong}`, 'gi'), secretOnly],
  [
    anyName,
    new RegExp(raw`(?<![\w-])((?:${spokenNames}|${secretNames})\s+)(${noId}[\w!#$%&*+./=?@^~-]{12,})`, 'gi'),
    (found, name = '', given = '') => (isMixture(given) ? `${name}[removed]` : found),
  ],
  [
    /code/i,
    new RegExp(
      raw`(?<![\w-]|(?:error|status|reason|result|exit|event)[ _-])(code(?:\s*[:=]\s*|[ -]+(?:(?:is|ist|was|lautet)\s+)?)["']?)${long}`,
      'gi',
    ),
    secretOnly,
  ],
  [/key/i, new RegExp(raw`(?<![\w-])(key[12]?\s*[:=]\s*["']?)${mixed}[\w+/-]{32,}={0,2}`, 'gi'), secretOnly],
  [/\b(?:PIN|OTP|TAN|passcode)\b/i, /(?<![\w-])((?:PIN|OTP|TAN|[Pp]asscode)(?:\s*[:=]\s*|\s+(?:is|was)\s+))\d{4,10}\b/g, secretOnly],
  [/(?:^|\s)-p\s/, new RegExp(raw`((?:^|\s)-p\s+\\*["']?)(?!\S*/)${strong}`, 'gi'), secretOnly],
];

// Beside its name, without any sign between them, a secret is told from a word by its small letters, capitals and figures.
function isMixture(text: string): boolean {
  return /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}
