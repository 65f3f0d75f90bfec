// Nobody pastes more from a mail or a chat.
const longestPaste = 262_144;
const unbreakable = /[\u00a0\u2007\u202f]/g;

/** The text with plain blanks where Outlook, Teams and pages put such as do not break; as long as it was. */
export function withPlainBlanks(text: string): string {
  return text.length > longestPaste ? text : text.replace(unbreakable, ' ');
}
