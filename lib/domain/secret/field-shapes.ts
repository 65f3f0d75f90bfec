import { optionNames, secretNames, wordNames } from './names.ts';
import { isRemoved, type Shape, secretOnly, value } from './shape.ts';

const { raw } = String;
const fieldNames = `${secretNames}|${wordNames}`;

// What stands between a name and its value: quotes, also of JSON within JSON, and the marks of Markdown.
const quote = raw`(?:\\*["'\x60}]|[*_]{1,2})?`;
// As headers, forms, settings, connection strings, JSON and YAML write it.
const anySeparator = raw`${quote}\s*(?::=|=>|[:=])\s*(?:\*\*|__)?\s*(?:[|>][-+]?\s+)?`;
const fieldSeparator = raw`(?:${quote}\s*=>?\s*|\\*["'\x60]\s*(?::|=>)\s*)`;

// The name is the value of one field and the secret that of the next, in JSON and as attributes.
const pair = [
  raw`(?:key|name|id|header|type)\\*["']?\s*[:=]\s*\\*["'](?:[\w.:-]*[.:])?(?:${fieldNames}|authorization)\\*["']`,
  raw`\s*[,;]?\s*\\*["']?(?:value|val|content|data)\\*["']?\s*[:=]\s*`,
].join('');
// Two items of a list of which the first is the name.
const items = raw`(?<![\w\\])\\*["'](?:${secretNames}|authorization|cookie|secret|token)\\*["']\s*,\s*`;
const quoted = raw`(?!${isRemoved})\\*(["'])(?:(?!\2).)+(?=\2(?!\s*:))`;

// How the names end before what separates them from their value.
const named =
  /(?:secret|value|text|assertion|token|hint|code|verifier|key|data|signature|sig|clientid|header|principal|auth|session|estsauth\w*|saml\w+|pass|passw(?:or)?d|phrase|pwd|pw|credential|ur[il]|otp|nonce|id|jwt)s?(?:\\*["'`]|[*_]{1,2})?\s*[:=]|x-ms-/i;

/** Fields: a name that tells of a secret, and its value. */
export const fieldShapes: readonly Shape[] = [
  [/value|val|content|data/i, new RegExp(`(${pair})${value}`, 'gi'), secretOnly],
  [/["']\s*,\s*\\*["']/, new RegExp(`(${items})${quoted}`, 'gi'), secretOnly],
  [/(?:code|key)=/i, new RegExp(raw`([?&#](?:code|key)=)(?!${isRemoved})[^\s&"'<>]+`, 'gi'), secretOnly],
  [/<\//, new RegExp(raw`(<(?:[\w-]+:)?(?:${fieldNames})(?:\s[^<>]*)?>)(?!\[)[^<]+`, 'gi'), secretOnly],
  [/<[^>]*\bvalue/i, new RegExp(raw`(<(?:[\w-]+:)?(?:${fieldNames})\s[^<>]*?\bvalue\s*=\s*)${value}`, 'gi'), secretOnly],
  [named, new RegExp(`((?:${secretNames})${anySeparator})${value}`, 'gi'), secretOnly],
  [named, new RegExp(raw`(?<![\w-])((?:${wordNames})${fieldSeparator})${value}`, 'gi'), secretOnly],
  [/(?:^|[^\w-])--?[a-z]/i, new RegExp(raw`(?<![\w-])(--?(?:${optionNames})\s+)(?!-)${value}`, 'gi'), secretOnly],
  [/(?:^|\s)(?:-u|--(?:proxy-)?user)[\s=]/, /((?:^|\s)(?:-u|--(?:proxy-)?user)[\s=]+["']?[^\s:"']+:)(?!\[)[^\s"']+/g, secretOnly],
  [
    /SecureString|PSCredential/i,
    new RegExp(raw`(ConvertTo-SecureString\s+(?:-String\s+)?|PSCredential\s*\(?[^,()]*,\s*)(?=\\*["'])${value}`, 'gi'),
    secretOnly,
  ],
];
