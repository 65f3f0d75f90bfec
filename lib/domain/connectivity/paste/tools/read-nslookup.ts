import type { ReadTool } from './tool-line.ts';

const host = '([\\w.-]{1,253})';
const command = new RegExp(`^(?:.{0,200}[>$#]\\s*)?nslookup(?:\\.exe)?\\s+(?:-\\S+\\s+){0,4}${host}(?:\\s+[\\w.:-]+)?$`, 'i');
// Of Windows: `*** UnKnown can't find host: Non-existent domain`; of BIND: `** server can't find host: NXDOMAIN`.
const notFound = new RegExp(`^\\*\\*\\*? \\S{1,253} can.t find ${host}: \\S`, 'i');
const timedOut = /^\*\*\* request to \S{1,253} timed-out/i;
const oneTry = /^(?:dns request timed out\.|timeout was \d+ seconds?\.)$/i;
const server = /^(?:default )?server:\s+\S/i;
const ofAnswer = /^(?:address(?:es)?|aliases):\s+\S|^(?:non-)?authoritative answer:/i;
const name = new RegExp(`^name:\\s+${host}$`, 'i');
const list = /^([ \t]*(?:aliases|addresses):[^\r\n]*)((?:\r?\n[ \t]{2,}[\w.:-]{1,253}[ \t]*(?=\r|\n|$))+)/gim;

/**
 * Reads what `nslookup` prints. A time-out is told by the line that gives up: those before it may be of the name of the DNS server itself. A
 * name that resolves says nothing of the way to it.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/nslookup
 */
export function createNslookupReader(): ReadTool {
  let [asked, isAnswer]: [string | undefined, boolean] = [undefined, false];
  return (line) => {
    const [, commanded] = command.exec(line) ?? [];
    if (commanded !== undefined) {
      [asked, isAnswer] = [commanded, true];
      return { outcome: 'silent', host: commanded };
    }
    const [, missing] = notFound.exec(line) ?? [];
    if (missing !== undefined) return { outcome: 'dns', host: missing };
    if (timedOut.test(line)) return asked === undefined ? undefined : { outcome: 'dns', host: asked };
    if (server.test(line) || oneTry.test(line)) isAnswer = true;
    else if (!isAnswer || !(name.test(line) || ofAnswer.test(line))) return undefined;
    const [, found] = name.exec(line) ?? [];
    return { outcome: 'silent', ...(found !== undefined && { host: found }) };
  };
}

/** Puts the addresses and other names of an answer, which stand below each other, into one line: no host of them was asked. */
export function joinLists(text: string): string {
  return text.replace(
    list,
    (_, first: string, others: string) => first + others.replace(/\s+/g, ' ') + '\n'.repeat(others.split('\n').length - 1),
  );
}
