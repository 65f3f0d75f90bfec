/** Numbers the clients of a log as it names them between two offsets. 0 is one that it does not name, or that comes after too many others. */
export type NumberClient = (text: string, from: number, to: number) => number;

// What a log has beyond them is not told apart.
const mostClients = 4_096;
const longestName = 64;
const colon = ':';

export function createClients(): NumberClient {
  const numbers = new Map<string, number>();
  // Most lines name the one that the line before has named.
  let [last, known] = ['', 0];
  return (text, from, to) => {
    const length = to - from;
    if (length < 2 || length > longestName) return 0;
    if (length === last.length && text.startsWith(last, from)) return known;
    last = text.slice(from, to);
    const name = withoutPort(last).toLowerCase();
    known = numbers.get(name) ?? (numbers.size < mostClients ? numbers.size + 1 : 0);
    if (known > 0) numbers.set(name, known);
    return known;
  };
}

// 10.0.0.5:51234, as each connection has another one; addresses of version 6 have more colons.
function withoutPort(name: string): string {
  const at = name.indexOf(colon);
  return at > 0 && at === name.lastIndexOf(colon) ? name.slice(0, at) : name;
}
