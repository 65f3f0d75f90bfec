import { cleanText } from '../../domain/clean-text.ts';

// What shows nothing and could hide, join or forge something: all that Unicode says to ignore, interlinear marks, and a blank that counts as a sign.
const invisibleCharacters = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const blankCharacters = /\u2800/g;
const mentionTag = /<\s*\/?\s*at\b[^>]*>?/gi;

/** What a card, or a receiver that knows Markdown, would interpret, and the same in signs that mean nothing to it. */
const constructs: readonly [form: RegExp, inert: string][] = [
  // Functions and bindings: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization
  [/\{(?=\{)/g, '{ '],
  [/\}(?=\})/g, '} '],
  [/([$@])(?=\{)/g, '$1 '],
  // Tags, comments, addresses and names in angle brackets; characters by their name, some of which HTML knows without a semicolon, too.
  [/<(?=[A-Za-z/!?@#]|[^\s<>]*@)([^<>]*)>?/g, '‹$1›'],
  [/&(?=#|\w{1,31};|(?:lt|gt|amp|quot|nbsp)(?![a-z]*=))/gi, '＆'],
  // Links, images and their definitions.
  [/\]\s*(?=[[(:])/g, '] ·'],
  [/!(?=\[)/g, '! '],
  [/`/g, "'"],
  [/~~/g, '∼∼'],
  // One that can end what one before it began. https://github.github.com/gfm/#strikethrough-extension-
  [/(?<=~[^~]*)(?:(?<=[\p{L}\p{N}])~|(?<=\S)~(?![\p{L}\p{N}]))/gu, '∼'],
  [/\\(?=[!-/:-@[-`{-~])/g, '＼'],
  // What makes a rule, a heading, a list or a quotation of a whole text.
  [/^([-*_=])(?:\s*\1){2,}$/, '—'],
  [/^(#{1,6}|[-+*]|\d{1,9}[.)])(?:\s+|$)/, '$1\u00a0'],
  [/^>/, '›'],
];

/** Marks of emphasis, which need a partner; an underscore within a word is none. https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis */
const emphasis: readonly [mark: RegExp, inert: string][] = [
  [/\*(?=\S)|(?<=\S)\*/g, '∗'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿'],
];

// A wildcard host can begin emphasis but end none, and is copied from cards into firewalls.
const wildcard = /^\*\.[\p{L}\p{N}]/u;

/** A foreign text that can do nothing in a card: no mention, no Markdown, no template, no control, direction or invisible character. */
export function inertText(text: string, maximumLength = 2_048): string {
  const visible = text
    .toWellFormed()
    .slice(0, maximumLength * 4)
    .replace(invisibleCharacters, '')
    .replace(blankCharacters, ' ');
  const plain = withoutMentions(cleanText(visible, maximumLength)).trim();
  const inert = constructs.reduce((result, [form, sign]) => result.replace(form, sign), plain);
  return emphasis.reduce((result, [mark, sign]) => withoutPairs(result, mark, sign), inert).toWellFormed();
}

function withoutPairs(text: string, mark: RegExp, sign: string): string {
  if ((text.match(mark)?.length ?? 0) < 2) return text;
  const isWildcard = (at: number) => wildcard.test(text.slice(at, at + 4)) && !/\S/.test(text.charAt(at - 1));
  return text.replace(mark, (found, at: number) => (isWildcard(at) ? found : sign));
}

// Removing one tag can join the halves of another.
function withoutMentions(text: string): string {
  let before = text;
  for (;;) {
    const after = before.replace(mentionTag, '');
    if (after === before) return after;
    before = after;
  }
}

/** For places that show plain text but might read Markdown: the summary of a notification. */
export function plainText(text: string, maximumLength = 200): string {
  return inertText(text, maximumLength)
    .replace(/[[\]<>*_`~#|\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
