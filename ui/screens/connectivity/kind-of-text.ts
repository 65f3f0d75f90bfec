// `host`, `host:443`, `*.suffix`, `.suffix`, `host 443`, a range of addresses, or a rule as this page copies it. An address with a scheme or a
// moment is of a log, but for the suffixes that nobody can ask for; a number behind a blank may be an answer, and a name that of a file.
const entry =
  /^(?!\S+\.(?:config|exe|log|txt|ps1)$)(?:allow\s+outbound\s+tcp\s+)?(?:https?:\/\/(?=\*))?(?:\*?\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:\/\d{0,2}|\/\*)?(?::\s*\d{1,5}|[:\s]\s*(?:tcp\/\d{1,5}|80|443|8080))?$/iu;
// The sign of a list in front, and what is said of an entry behind it.
const bullet = /^[-*+\u2022]\s+|^\d{1,3}[.)]\s+/;
const remark = /\s(?:#|\/\/).*$/;
const isRemark = (line: string) => /^(?:#|;|\/\/)/.test(line);
// Of a long text the beginning tells.
const looked = 200;

/** Whether a text is a list of what a firewall opens: each of its lines is an entry. Anything else is read as a log, a report or a text. */
export function isHostList(text: string): boolean {
  const lines = text
    .slice(0, 16_384)
    .split(/\r?\n/, looked)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isRemark(line));
  return lines.length > 0 && lines.every((line) => entry.test(line.replace(bullet, '').replace(remark, '').trim()));
}

/** The entries of a list. */
export function entriesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isRemark(line));
}
