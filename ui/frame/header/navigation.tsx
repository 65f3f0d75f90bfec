import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '../../../client/client.d.ts';
import { place } from '../../address/address.ts';
import { linkTo } from '../../address/link-to.ts';
import type { ScreenName } from '../../address/screens.ts';
import { fleetStatus, unreadableCount } from '../fleet-status.ts';
import { mayDo, wasMeTried } from '../me.ts';

interface Entry {
  name: string;
  screen: ScreenName;
  /** The screens that lie below it. */
  holds: readonly ScreenName[];
  /** Shown only to those who may do this somewhere. */
  needs?: Me['actions'][number];
}

const entries: readonly Entry[] = [
  { name: 'Fleet', screen: 'fleet', holds: ['fleet', 'job', 'incident', 'incidents'] },
  { name: 'Tenants', screen: 'tenants', holds: ['tenants', 'tenant'] },
  { name: 'Explain', screen: 'explain', holds: ['explain'] },
  { name: 'Catalogue', screen: 'catalogue', holds: ['catalogue', 'code', 'entry'] },
  { name: 'Connectivity', screen: 'connectivity', holds: ['connectivity'] },
  { name: 'Operations', screen: 'operations', holds: ['operations'] },
  { name: 'Audit', screen: 'audit', holds: ['audit'], needs: 'readAudit' },
  { name: 'Grants', screen: 'grants', holds: ['grants'], needs: 'manageGrants' },
  { name: 'Monitor', screen: 'monitor', holds: ['monitor'] },
];

export function Navigation() {
  const current = place.value.screen;
  const element = useRef<HTMLElement>(null);
  const shown = entries.filter(({ needs }) => needs === undefined || mayDo(needs));
  const count = unreadableCount.value;
  const isComing = !(wasMeTried.value && fleetStatus.wasTried.value);
  // Also where something comes that moves it.
  useEffect(() => showCurrent(element.current), [current, shown.length, count]);
  return (
    <nav aria-label="Screens" ref={element} class={isComing ? 'coming' : undefined}>
      {shown.map(({ name, screen, holds }) => (
        <a key={screen} href={linkTo(screen)} aria-current={current !== undefined && holds.includes(current) ? 'page' : undefined}>
          {name}
          {name === 'Tenants' && <UnreadableBadge count={count} />}
        </a>
      ))}
    </nav>
  );
}

// On a phone not all of them are in sight: the one that is open has to be.
function showCurrent(nav: HTMLElement | null): void {
  const link = nav?.querySelector<HTMLElement>('[aria-current]');
  if (nav && link) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
}

function UnreadableBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="badge unknown">
      {count}
      <span class="unseen"> cannot be read</span>
    </span>
  );
}
