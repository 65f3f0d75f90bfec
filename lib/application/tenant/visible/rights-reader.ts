import { formatHolder, type GrantHolder } from '../../../domain/access/grant.ts';
import { type Rights, rightsOf, unlimited } from '../../../domain/access/rights.ts';
import type { Ports } from '../../ports/ports.ts';

/** How grants are used: `none` where everybody who is let in has no limits, `required` where nobody sees anything without one. */
export type GrantUse = 'none' | 'optional' | 'required';

export interface RightsReader {
  use: GrantUse;
  /** What the grants leave to somebody: read now, or at most 30 seconds ago. A failed read is thrown, never covered by an older one. */
  read(holder: GrantHolder, age: 'now' | 'recent'): Promise<Rights>;
  /** The row was changed here: whoever asks next shall know. */
  forget(holder: GrantHolder): void;
}

const lifeInMs = 30_000;
const mostHeld = 10_000;

interface Held {
  readAt: number;
  rights: Promise<Rights>;
}

/** The rights of one instance's callers, compiled from their rows. */
export function createRightsReader({ grants, clock }: Pick<Ports, 'grants' | 'clock'>, use: GrantUse): RightsReader {
  const held = new Map<string, Held>();

  function readNow(holder: GrantHolder): Promise<Rights> {
    const key = formatHolder(holder);
    const read: Held = {
      readAt: clock.now(),
      rights: grants.get(holder).then((stored) => rightsOf(stored?.value, { required: use === 'required' })),
    };
    held.delete(key);
    held.set(key, read);
    const [oldest] = held.size > mostHeld ? held.keys() : [];
    if (oldest !== undefined) held.delete(oldest);
    read.rights.catch(() => {
      if (held.get(key) === read) held.delete(key);
    });
    return read.rights;
  }

  return {
    use,
    async read(holder, age) {
      if (use === 'none') return unlimited;
      const known = held.get(formatHolder(holder));
      const ageInMs = known === undefined ? Number.POSITIVE_INFINITY : clock.now() - known.readAt;
      return known !== undefined && age === 'recent' && ageInMs >= 0 && ageInMs < lifeInMs ? known.rights : readNow(holder);
    },
    forget: (holder) => void held.delete(formatHolder(holder)),
  };
}
