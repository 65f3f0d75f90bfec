import { place } from '../address/address.ts';
import { linkTo } from '../address/link-to.ts';
import type { ScreenName } from '../address/screens.ts';
import { unreadableCount } from './fleet-status.ts';

interface Entry {
  name: string;
  screen: ScreenName;
  /** The screens that lie below it. */
  holds: readonly ScreenName[];
}

const entries: readonly Entry[] = [
  { name: 'Fleet', screen: 'fleet', holds: ['fleet', 'job', 'incident', 'incidents'] },
  { name: 'Connectivity', screen: 'connectivity', holds: ['connectivity'] },
];

export function Navigation() {
  const current = place.value.screen;
  return (
    <nav aria-label="Screens">
      {entries.map(({ name, screen, holds }) => (
        <a key={screen} href={linkTo(screen)} aria-current={current !== undefined && holds.includes(current) ? 'page' : undefined}>
          {name}
          {name === 'Tenants' && <UnreadableBadge />}
        </a>
      ))}
    </nav>
  );
}

function UnreadableBadge() {
  const count = unreadableCount.value;
  if (count === 0) return null;
  return (
    <span class="badge unknown">
      {count}
      <span class="unseen"> cannot be read</span>
    </span>
  );
}
