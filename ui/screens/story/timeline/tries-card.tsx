import type { Job } from '../../../../client/client.d.ts';
import { minute } from '../../../api/clock.ts';
import { Time } from '../../../parts/facts/time.tsx';
import { zone } from '../../../parts/preferences.ts';
import { Mark } from '../../../pictures/mark.tsx';
import { type TriesPicture, triesPicture } from '../../../pictures/tries.ts';
import { TriesLine } from '../../../pictures/tries-line.tsx';
import { counted, durationText } from '../../../words/durations.ts';
import { timeText } from '../../../words/times.ts';

/** When the service tried, and when it tries next. */
export function TriesCard({ job: { quarantine } }: { job: Job }) {
  if (quarantine === undefined || quarantine.tries.length === 0) return null;
  const picture = triesPicture(quarantine.tries, minute.value);
  const { next, failedCount, marks } = picture;
  const shownFailed = marks.filter(({ kind }) => kind === 'failed').length;
  const title = next === undefined ? 'No further try is known' : `Next try in ${durationText(next.at - minute.value)}`;
  return (
    <section class="card">
      <div class="row">
        <h2>{title}</h2>
        {next && (
          <span class="quiet">
            <Time at={next.at} />
          </span>
        )}
      </div>
      <TriesLine picture={picture} label={labelOf(picture, title)} />
      <ul class="legend">
        <li>
          <Mark of="failed" /> failed try {shownFailed < failedCount ? `(last ${shownFailed} of ${failedCount})` : `(${failedCount})`}
        </li>
        <li>
          <Mark of="now" /> now
        </li>
        {marks.some(({ kind }) => kind === 'next') && (
          <li>
            <Mark of="next" /> next, says Graph
          </li>
        )}
        {marks.some(({ kind }) => kind === 'expected') && (
          <li>
            <Mark of="expected" /> expected, by Microsoft’s pattern
          </li>
        )}
      </ul>
    </section>
  );
}

function labelOf({ failedCount, next }: TriesPicture, title: string): string {
  const failed = `${counted(failedCount, 'try', 'tries')} failed`;
  return next === undefined ? `${failed}. ${title}.` : `${failed}. ${title}: ${timeText(next.at, minute.value, zone.value)}.`;
}
