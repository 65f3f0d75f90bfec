import { cleanText } from '../../domain/clean-text.ts';

// Invisible and direction characters that cleanText leaves: Arabic letter mark, word joiners, interlinear marks, tags.
const invisibleCharacters = /[\u00ad\u061c\u180e\u2060-\u206f\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const mentionTag = /<\s*\/?\s*at\b[^>]*>?/gi;

/** A foreign text that can do nothing in a card: no mention, no Markdown link, no control, direction or invisible character. */
export function inertText(text: string, maximumLength = 2_048): string {
  return withoutMentions(
    cleanText(
      text
        .toWellFormed()
        .slice(0, maximumLength * 4)
        .replace(invisibleCharacters, ''),
      maximumLength,
    ),
  )
    .replace(/\]\s*\(/g, '] ·(')
    .replace(/\]\s*\[/g, '] ·[')
    .replace(/\]\s*:/g, '] ·:')
    .toWellFormed();
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
