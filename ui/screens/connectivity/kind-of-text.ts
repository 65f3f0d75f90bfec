// `host`, `host:443`, `*.suffix`, `.suffix`, `host 443`, a range of addresses, or a rule as this page copies it. An address with a scheme or a
// moment is of a log, but for the suffixes that nobody can ask for; a number behind a blank may be an answer, and a name that of a file.
const entry =
  /^(?!\S+\.(?:config|exe|log|txt|ps1)$)(?:allow\s+outbound\s+tcp\s+)?(?:https?:\/\/(?=\*))?(?:\*?\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:\/\d{0,2}|\/\*)?(?::\s*\d{1,5}|[:\s,;|]\s*(?:tcp\/\d{1,5}|(?:80|443|8080)(?:\s*[,;/]\s*(?:80|443|8080))*))?$/iu;
// The sign of a list in front, and what is said of an entry behind it.
const bullet = /^[-*+\u2022]\s+|^\d{1,3}[.)]\s+/;
const remark = /\s(?:#|\/\/).*$/;
const isRemark = (line: string) => /^(?:#|;|\/\/)/.test(line);
// The columns of a table of hosts and ports; one of these others makes it a log.
const hostColumn = /^(?:host ?(?:name|pattern)?|fqdn|url|address|destination|domain|endpoint)$/i;
const portColumn = /^(?:destination )?ports?$/i;
const logColumn = /time|date|status|method|result|code|client|user|bytes|reason|response|category/i;
const moment = /\d:\d\d/;
// A list as programs write it: strings, with a name in front, and nothing else but signs.
const key = /"[^"\n]*"\s*:(?=\s*\[)/g;
const string = /(["'`])([^"'`\n]*)\1/g;
const aroundStrings = /^(?:[\s\w$.[\]]*[=:])?[\s[\](){},;@*+-]*$/;
// Of a long text the beginning tells.
const looked = 200;

/** Whether a text is a list of what a firewall opens: each of its lines is an entry. Anything else is read as a log, a report or a text. */
export function isHostList(text: string): boolean {
  const lines = linesOf(text.slice(0, 16_384), looked);
  const strings = stringsIn(lines);
  if (strings !== undefined) return strings.every(isEntry);
  const [first = '', ...rows] = lines;
  if (namesHostsAndPorts(first)) return rows.length > 0 && !rows.some((row) => moment.test(row));
  return lines.length > 0 && lines.every((line) => hostsIn(line).every(isEntry));
}

function namesHostsAndPorts(line: string): boolean {
  const cells = line.split(/[,;\t|]/).map((cell) => cell.replace(/^[\s"]+|[\s"]+$/g, ''));
  return [hostColumn, portColumn].every((column) => cells.some((cell) => column.test(cell))) && !logColumn.test(line);
}

function isEntry(line: string): boolean {
  return entry.test(line.replace(bullet, '').replace(remark, '').trim());
}

// Several in a line, but for the ports of one.
function hostsIn(line: string): string[] {
  const parts = line.split(/\s*[,;]\s*/);
  return parts.every(isEntry) ? parts : [line];
}

/** The entries of a list. */
export function entriesOf(text: string): string[] {
  const lines = linesOf(text);
  return stringsIn(lines) ?? lines.flatMap(hostsIn);
}

function linesOf(text: string, most?: number): string[] {
  return text
    .split(/\r?\n/, most)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isRemark(line));
}

// Each with a dot: a port between quotes belongs to the host before it.
function stringsIn(lines: readonly string[]): string[] | undefined {
  const text = lines
    .map((line) => line.replace(remark, ''))
    .join('\n')
    .replace(key, '');
  const strings = Array.from(text.matchAll(string), ([, , written = '']) => written);
  const isList = strings.length > 0 && strings.every((one) => one.includes('.')) && aroundStrings.test(text.replace(string, ''));
  return isList ? strings : undefined;
}
