// `host`, `host:443`, `*.suffix`, `.suffix`, `host 443`, or a rule as this page copies it. An address with a scheme or a moment is of a log.
const entry = /^(?:allow\s+outbound\s+tcp\s+)?(?:\*?\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:[:\s]\s*\d{1,5})?$/iu;
// Of a long text the beginning tells.
const looked = 200;

/** Whether a text is a list of what a firewall opens: each of its lines is an entry. Anything else is read as a log, a report or a text. */
export function isHostList(text: string): boolean {
  const lines = text
    .slice(0, 16_384)
    .split(/\r?\n/, looked)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.length > 0 && lines.every((line) => entry.test(line));
}

/** The entries of a list. */
export function entriesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
