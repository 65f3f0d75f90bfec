import { hostOfError, readWebRequestLine } from './read-web-request.ts';

// Nobody pastes more of these; a log has its lines as they are.
const longestPaste = 262_144;
const [mostBelow, longestError] = [14, 1_500];
const commands = '(?:invoke-webrequest|invoke-restmethod|iwr|irm)';
const error = new RegExp(`^[ \\t>|]*${commands}\\s?:(?!\\S)`, 'i');
const traced = new RegExp(`^[ \\t>|]*\\+ .{0,200}(?<![\\w-])${commands}(?![\\w-])(.{0,500})`, 'i');
const prompt = /^[ \t>|]*(?:PS [^>]{0,200}>|[a-z]:\\[^>]{0,200}>)/i;
const parameterOfProxy = /\s-proxy[\s:]+\S+/gi;
// At the end of a line a window may have broken it, unless its mark is below.
const address = /\bhttps?:\/\/[\w.-]+(?::\d{1,5})?(?=[/\s"'?*])/i;
const mark = /^[ \t>|]*\+ \s*~/;

/**
 * What pages of proxies say, in the words of the errors of PowerShell, the more exact before the less: Squid
 * (https://github.com/squid-cache/squid/tree/master/errors/templates), Blue Coat, and the names of numbers.
 */
const pages: readonly (readonly [RegExp, string])[] = [
  [/unable to determine ip address|dns_unresolved_hostname|name error: the domain name/i, 'The remote name could not be resolved'],
  [/cache access denied|until you have authenticated|authentication[_ ](?:failed|required)/i, '(407)'],
  [/policy_denied|access denied|access control configuration|\bforbidden\b|web page blocked/i, '(403)'],
  [/gateway time-?out/i, '(504)'],
  [/bad gateway/i, '(502)'],
  [/service (?:temporarily )?unavailable/i, '(503)'],
];

/**
 * Writes into an error of PowerShell what stands below it: what the page of a proxy says that Windows PowerShell shows as its words, and the
 * address of the command in its trace, where it names no host itself. The lines keep their numbers.
 */
export function completeErrors(text: string): string {
  if (text.length > longestPaste || !/^[ \t>|]*(?:invoke-|iwr|irm)/im.test(text)) return text;
  const pieces = text.split(/(\r\n|\r|\n)/);
  for (let at = 0; at < pieces.length; at += 2) {
    const line = pieces[at] ?? '';
    if (line.length <= longestError && error.test(line)) pieces[at] = completed(line, linesBelow(pieces, at));
  }
  return pieces.join('');
}

/** The lines of the same error. */
function linesBelow(pieces: readonly string[], at: number): string[] {
  const lines: string[] = [];
  for (let place = at + 2; place < pieces.length && lines.length < mostBelow; place += 2) {
    const line = pieces[place] ?? '';
    if (error.test(line) || prompt.test(line)) break;
    lines.push(line);
    if (!traced.test(line)) continue;
    if (mark.test(pieces[place + 2] ?? '')) lines[lines.length - 1] = `${line} `;
    break;
  }
  return lines;
}

function completed(line: string, below: readonly string[]): string {
  const { outcome } = readWebRequestLine(line.trim()) ?? {};
  const words = [line, ...below.filter((one) => !/^[ \t>|]*\+ /.test(one))];
  const page = outcome === undefined ? pages.find(([form]) => words.some((one) => form.test(one))) : undefined;
  const told = page === undefined ? line.trimEnd() : withPage(line.trimEnd(), page[1]);
  // A line that a narrow window has broken goes on.
  if (hostOfError(line).host !== undefined || !(page !== undefined || /[.)]$/.test(told))) return told;
  const [, parameters = ''] = traced.exec(below.at(-1) ?? '') ?? [];
  const found = address.exec(parameters.replace(parameterOfProxy, '')) ?? (page && address.exec(words.join('\n')));
  return found ? `${told} ${found[0]}/` : told;
}

// A number stands before the words of the page, which may be many, and a sentence behind them.
function withPage(line: string, words: string): string {
  return words.startsWith('(') ? line.replace(':', `: ${words}`) : `${line} ${words}`;
}
