export type Encoding = 'br' | 'gzip' | 'identity';

// Below one network packet compression only costs time.
const smallestCompressedInBytes = 1400;

/** The encoding the caller likes best of those we have; brotli before gzip when they are equal. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
export function chooseEncoding(acceptEncoding: string | null): Encoding {
  const weights = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (name !== '') weights.set(name, Number.isNaN(weight) ? 0 : weight);
  }
  const weightOf = (encoding: Encoding) => weights.get(encoding) ?? weights.get('*') ?? 0;
  const best = weightOf('br') >= weightOf('gzip') ? 'br' : 'gzip';
  return weightOf(best) > 0 && weightOf(best) >= (weights.get('identity') ?? 0) ? best : 'identity';
}

/** The encoding worth using for a body of that size. */
export function worthwhile(encoding: Encoding, sizeInBytes: number): Encoding {
  return sizeInBytes < smallestCompressedInBytes ? 'identity' : encoding;
}
