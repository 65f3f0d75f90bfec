import type { KnownHosts } from '../known/known-hosts.ts';
import { isRecord } from '../paste/is-record.ts';

/** The beginning of what a log has in no form that is read. */
export interface UnreadLines {
  note(line: string): void;
  /** What may be a page or a message; records of programs are left out, as what they say is said of others. */
  text(): string;
  /** Whether one of them names a host of the product. */
  nameServer(): boolean;
}

const mostUnread = 8_192;
const name = /[a-z\d-]+(?:\.[a-z\d-]+)+/gi;

export function createUnreadLines({ matchRows }: KnownHosts): UnreadLines {
  let [text, length, hasNamed] = ['', 0, false];
  return {
    text: () => text,
    nameServer: () => hasNamed,
    note(line) {
      if (length >= mostUnread) return;
      length += line.length + 1;
      if (!isRecord(line)) text += `${line}\n`;
      hasNamed ||= [...line.matchAll(name)].some(([host]) => matchRows(host).length > 0);
    },
  };
}
