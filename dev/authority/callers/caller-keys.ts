import { createSigningKey, type SigningKey } from '../../graph/tokens/keys.ts';

/** The keys that sign tokens for callers of the API, as they come and go. */
export interface CallerKeys {
  /** The one that signs. */
  current(): SigningKey;
  published(): readonly SigningKey[];
  /** A new key signs from now on; the others stay published. */
  rotate(): Promise<void>;
  /** A key is published no more, the oldest unless named; false when there is none of that id. */
  withdraw(kid?: string): boolean;
}

export function createCallerKeys(first: SigningKey): CallerKeys {
  const published = [first];
  let current = first;
  let made = 1;
  return {
    current: () => current,
    published: () => published,
    rotate: async () => {
      made += 1;
      current = await createSigningKey(`authority-${made}`);
      published.push(current);
    },
    withdraw: (kid = published[0]?.kid) => {
      const index = published.findIndex((key) => key.kid === kid);
      if (index >= 0) published.splice(index, 1);
      return index >= 0;
    },
  };
}
