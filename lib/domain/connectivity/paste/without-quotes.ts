// Nobody pastes more into a mail.
const [longestPaste, mostLevels] = [262_144, 5];
const [quoted, unquoted] = [/^[ \t]*>/, /^(?![ \t]*>)[ \t]*\S/m];
// Where all have a blank behind the sign it is of the quote; else of the text.
const [tight, quote, quoteAndBlank] = [/^[ \t]*>[^ \r\n]/m, /^[ \t]*>/gm, /^[ \t]*> ?/gm];
// What curl sent, behind its own sign.
const sentByCurl = /^> \w{3,7} \S+ HTTP\/[\d.]{1,3}\s*$/m;

/** The text as it was before a mail has quoted it, where each of its lines is quoted: the sign that curl puts before some is no quote then. */
export function withoutQuotes(text: string): string {
  if (text.length > longestPaste) return text;
  let plain = text;
  for (let level = 0; level < mostLevels && isQuoted(plain); level++) plain = plain.replace(tight.test(plain) ? quote : quoteAndBlank, '');
  return plain;
}

function isQuoted(text: string): boolean {
  const [first] = /\S.*/.exec(text) ?? [''];
  return quoted.test(first) && !sentByCurl.test(first) && !unquoted.test(text);
}
