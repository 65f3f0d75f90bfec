import type { KnownHost } from '../known/known-host.ts';
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

const [mostUnread, mostSearched] = [8_192, 131_072];
const name = /[a-z\d-]+(?:\.[a-z\d-]+)+/gi;
const clock = /(?<!\d)\d{1,2}:\d\d(?!\d)/;
const word = /(?<!\S)[a-z]{2,}[.,:;]?(?!\S)/gi;
const fewestOfProse = 3;

/** @param noteUnclear Takes a host that a record, a line with a time of day or one of few words names: prose names hosts too, that nobody asked. */
export function createUnreadLines({ matchRows, find }: KnownHosts, noteUnclear: (known: KnownHost) => void): UnreadLines {
  let [text, length, searched, hasNamed] = ['', 0, 0, false];
  return {
    text: () => text,
    nameServer: () => hasNamed,
    note(line) {
      if (searched >= mostSearched) return;
      searched += line.length + 1;
      const isOfProgram = isRecord(line);
      const isOfLog = isOfProgram || clock.test(line) || (line.match(word)?.length ?? 0) < fewestOfProse;
      for (const [host] of line.matchAll(name)) {
        hasNamed ||= matchRows(host).length > 0;
        const known = isOfLog ? find(host) : undefined;
        if (known !== undefined && known.ports.length > 0) noteUnclear(known);
      }
      if (length >= mostUnread) return;
      length += line.length + 1;
      if (!isOfProgram) text += `${line}\n`;
    },
  };
}
