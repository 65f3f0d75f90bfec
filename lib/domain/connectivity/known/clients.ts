/** Numbers the clients of a log as it names them between two offsets. 0 is one that it does not name. */
export type NumberClient = (text: string, from: number, to: number) => number;

interface Clients {
  number: NumberClient;
  /** Whether a client goes by an address of version 6. */
  isOfVersion6(client: number): boolean;
}

// What a log has beyond them is not told apart, and goes by the number behind them.
const mostClients = 4_096;
const longestName = 64;
const colon = ':';

export function createClients(): Clients {
  const numbers = new Map<string, number>();
  const ofVersion6 = new Set<number>();
  // Most lines name the one that the line before has named.
  let [last, known] = ['', 0];
  const add = (name: string) => {
    if (numbers.size === mostClients) return mostClients + 1;
    numbers.set(name, numbers.size + 1);
    if (name.includes(colon)) ofVersion6.add(numbers.size);
    return numbers.size;
  };
  return {
    isOfVersion6: (client) => ofVersion6.has(client),
    number(text, from, to) {
      const length = to - from;
      if (length < 2 || length > longestName) return 0;
      if (length === last.length && text.startsWith(last, from)) return known;
      last = text.slice(from, to);
      const name = nameOf(last.toLowerCase());
      known = numbers.get(name) ?? add(name);
      return known;
    },
  };
}

// Each connection has another port, as in 10.0.0.5:51234; addresses of version 6 have more colons.
function nameOf(written: string): string {
  const at = written.indexOf(colon);
  if (at < 0) return written;
  return at > 0 && at === written.lastIndexOf(colon) ? written.slice(0, at) : addressOf(written);
}

// [2001:db8::5]:51234, fe80::5%12, and ::ffff:10.0.0.5, which is 10.0.0.5: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2
function addressOf(written: string): string {
  const [, mapped, address = written] =
    /^\[?(?:::ffff:(\d{1,3}(?:\.\d{1,3}){3})|([\da-f:]{2,39}))(?:%[\w.]{1,20})?(?:\](?::\d{1,5})?)?$/.exec(written) ?? [];
  return mapped ?? address;
}
