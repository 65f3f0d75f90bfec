import { useEffect } from 'preact/hooks';
import type { Health } from '../../../client/client.d.ts';
import { lostSince } from '../../api/connection.ts';
import critical from '../../icons/critical.svg';
import healthy from '../../icons/healthy.svg';
import unknown from '../../icons/unknown.svg';
import unread from '../../icons/unread.svg';
import warning from '../../icons/warning.svg';
import { healths } from '../../words/healths.ts';
import { fleetStatus, isBlind, unreadableCount } from '../fleet-status.ts';

const icons: Record<Health, string> = { critical, unknown, warning, healthy };

/** The tab's mark is the worst health there is: a shape each, for a tab has no room for words. */
export function Favicon() {
  const icon = iconNow();
  useEffect(() => {
    document.querySelector('link[rel=icon]')?.setAttribute('href', icon);
  }, [icon]);
  return null;
}

function iconNow(): string {
  const counts = fleetStatus.body.value?.jobs?.byHealth;
  if (!counts) return unread;
  if (lostSince.value !== undefined || isBlind.value) return unknown;
  const worst = healths.find((health) => (counts[health] ?? 0) > 0 || (health === 'unknown' && unreadableCount.value > 0));
  return worst === undefined ? unread : icons[worst];
}
