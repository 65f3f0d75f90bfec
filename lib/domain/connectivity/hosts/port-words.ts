import { isPort } from '../match/port.ts';

/** Ports from the first to the last. */
export type PortRange = readonly [first: number, last: number];

/** What the words of an entry open, beside its host. */
export interface NamedPorts {
  ports: number[];
  ranges: PortRange[];
}

const portOfScheme: Readonly<Record<string, number>> = { http: 80, https: 443 };
const portForm = /^(?:tcp[/:-]?)?(\d{1,5})(?:\/tcp)?$/;
const rangeForm = /^(?:tcp[/:-]?)?(\d{1,5}-\d{1,5})(?:\/tcp)?$/;
// `80 - 443`, `80 to 443`, and Cisco's `range 80 443`; a dot beside a number makes it part of an address.
const spokenRange = /(?<![\w.])(\d{1,5})\s*(?:[-\u2010-\u2014]|\bto\b|\.\.)\s*(\d{1,5})(?![\w.])/g;
const rangeOfCisco = /(?<=^|\s)range\s+(\d{1,5})\s+(\d{1,5})(?=$|\s)/g;

/** The port that a scheme implies, by its name in small letters. */
export function portOf(scheme: string | undefined): number | undefined {
  return scheme === undefined ? undefined : portOfScheme[scheme];
}

/** Writes each range of ports as one word, `80-443`, in whatever way it is written in an entry in small letters. */
export function joinRanges(text: string): string {
  return text.replace(rangeOfCisco, 'eq $1-$2').replace(spokenRange, '$1-$2');
}

/** Takes a word that names ports, such as `443`, `https`, `tcp/443` or `80-443`; false for any other. */
export function takePorts(word: string, named: NamedPorts): boolean {
  const port = portOf(word) ?? Number(portForm.exec(word)?.[1] ?? Number.NaN);
  if (isPort(port)) named.ports.push(port);
  else {
    const range = rangeOf(rangeForm.exec(word)?.[1]);
    if (range === undefined) return false;
    named.ranges.push(range);
  }
  return true;
}

/** The range that is written as `80-443`. `0-65535` means all ports; one that runs backwards means nothing. */
export function rangeOf(written: string | undefined): PortRange | undefined {
  const [first = Number.NaN, last = Number.NaN] = written?.split('-').map(Number) ?? [];
  return (first === 0 || isPort(first)) && isPort(last) && first <= last ? [first, last] : undefined;
}
