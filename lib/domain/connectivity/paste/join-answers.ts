// Nobody pastes more of these; a log has its lines as they are.
const longestPaste = 262_144;
const target = '(?:[a-z]{3,8}:\\/{1,2})?[\\w-]+(?:\\.[\\w-]+)+(?::\\d{1,5})?(?:\\/\\S*)?';
// `407`, `403 Forbidden`, `HTTP/1.1 407 Proxy Authentication Required`
const answer = '(?:HTTP\\/\\d(?:\\.\\d)?[ \\t]+)?(?!443\\b)[45]\\d\\d(?:[ \\t]+[a-z][a-z \\t-]{0,60})?[ \\t]*$';
const answerBelow = new RegExp(`^([ \\t>]*${target})[ \\t]*(\\r\\n?|\\n)[ \\t>]*(${answer})`, 'gim');
const labelAbove = new RegExp(`^([ \\t>]*(?:request )?(?:url|uri|address):)[ \\t]*(\\r\\n?|\\n)[ \\t>]*(${target}[ \\t]*$)`, 'gim');

/**
 * Puts an answer that stands alone on a line behind the target that stands alone on the line before, and a target behind its label, as a
 * page or the tools of a browser have them when they are copied. A number without words may be anything: a sign of equality before it leaves
 * it open. The lines keep their numbers.
 */
export function joinAnswers(text: string): string {
  if (text.length > longestPaste) return text;
  const withAnswers = text.replace(answerBelow, (_, place: string, lineBreak: string, told: string) => {
    return `${place} ${/^\d+\s*$/.test(told) ? '=' : ''}${told}${lineBreak}`;
  });
  return withAnswers.replace(labelAbove, '$1 $3$2');
}
