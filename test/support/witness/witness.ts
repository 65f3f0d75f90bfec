import { brotliDecompressSync } from 'node:zlib';
import { unveiled } from './marker.ts';

/** Where what the product writes can be read by somebody. */
const places = ['log', 'row', 'card', 'answer', 'output'] as const;
type Place = (typeof places)[number];

export interface Witness {
  /** Looks at something that was written, once. */
  see(place: Place, written: unknown): void;
  /** How many were looked at, of each place. */
  seen: Readonly<Record<Place, number>>;
  /** What held a secret, without what stands far from it. */
  leaks: readonly string[];
}

/** Rows are made of texts, so some hundred packed ones show as much as all: to unpack each would cost more than the tests themselves. */
const mostUnpacked = 500;

export function createWitness(): Witness {
  const seen = Object.fromEntries(places.map((place) => [place, 0])) as Record<Place, number>;
  const leaks: string[] = [];
  let unpacked = 0;

  function textOf(written: unknown): string {
    if (typeof written === 'string') return written;
    return (
      // Bytes know how to become JSON, which hides them from whoever only gets the value.
      JSON.stringify(written, function readable(this: Record<string, unknown>, key, value) {
        const raw = this[key];
        if (typeof raw === 'bigint') return String(raw);
        if (!ArrayBuffer.isView(raw)) return value;
        unpacked += 1;
        return unpacked > mostUnpacked ? '' : unpack(new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength));
      }) ?? ''
    );
  }

  function see(place: Place, written: unknown): void {
    seen[place] += 1;
    const text = textOf(written);
    const at = text.search(unveiled);
    if (at >= 0) leaks.push(`${place}: …${text.slice(Math.max(0, at - 120), at + 80)}…`);
  }

  return { see, seen, leaks };
}

function unpack(bytes: Uint8Array): string {
  try {
    return brotliDecompressSync(bytes).toString('utf8');
  } catch {
    // One of several parts, or no packed text at all.
    return Buffer.from(bytes).toString('latin1');
  }
}

/** Of this test file. */
export const witness = createWitness();
