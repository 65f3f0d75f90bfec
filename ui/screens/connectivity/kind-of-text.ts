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
// Of a long text the beginning tells.
const looked = 200;

/** Whether a text is a list of what a firewall opens: each of its lines is an entry. Anything else is read as a log, a report or a text. */
export function isHostList(text: string): boolean {
  const lines = text
    .slice(0, 16_384)
    .split(/\r?\n/, looked)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isRemark(line));
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
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isRemark(line))
    .flatMap(hostsIn);
}
