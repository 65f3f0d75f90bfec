import type { IncidentListItem } from '../../../client/client.d.ts';
import { minute } from '../../api/clock.ts';
import { snoozedText } from '../../words/snoozed.ts';
import { zone } from '../preferences.ts';

type Known = Pick<IncidentListItem, 'acknowledgedBy' | 'acknowledgedByName' | 'snoozedUntil'>;

/** Of an open incident what a row tells: who is on it, and until when it is kept quiet. */
export function OnIt({ incident: { acknowledgedBy, acknowledgedByName, snoozedUntil } }: { incident: Known }) {
  const snoozed = snoozedText(snoozedUntil, minute.value, zone.value);
  if (acknowledgedBy === undefined) return <span class="on-it quiet">{['nobody yet', snoozed].filter(Boolean).join(', ')}</span>;
  return (
    <span class="on-it">
      <span class="tag">{acknowledgedByName ?? 'on it'}</span> {snoozed}
    </span>
  );
}
