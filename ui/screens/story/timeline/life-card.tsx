import { useSignal } from '@preact/signals';
import type { History, HistoryEntry, Job } from '../../../../client/client.d.ts';
import { minute } from '../../../api/clock.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { Time } from '../../../parts/facts/time.tsx';
import { zone } from '../../../parts/preferences.ts';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { lifeOf, type Stretch } from '../../../pictures/life.ts';
import { classOf, LifeStrip } from '../../../pictures/life-strip.tsx';
import { escrowLimit, trendPicture } from '../../../pictures/trend.ts';
import { TrendLine } from '../../../pictures/trend-line.tsx';
import { durationText, numberText } from '../../../words/durations.ts';
import { jobPath } from '../job-path.ts';
import { eventText } from './event-words.ts';

const shownInMs = 48 * 3_600_000;

/** The last two days: what it was, what happened, and of when nobody knows. */
export function LifeCard({ job }: { job: Job }) {
  const history = useFollowing<History>(`${jobPath(job)}/history?pageSize=1000`, job);
  const most = useSignal(12);
  const problem = history.problem.value;
  if (history.body.value === undefined)
    return problem === undefined ? <section class="card life-card" /> : <ProblemNote problem={problem} />;
  const { value: entries, nextLink } = history.body.value;
  const to = minute.value + 60_000;
  const from = to - shownInMs;
  const stretches = lifeOf(
    { entries, state: job.state, quarantineBegan: job.quarantine?.seriesBegan, isCut: nextLink !== undefined },
    from,
    to,
  );
  return (
    <section class="card life-card">
      <h2>The last 48 hours</h2>
      <LifeStrip stretches={stretches} from={from} to={to} label={labelOf(stretches)} />
      <FailingObjects job={job} from={from} to={to} />
      <div class="axis quiet small" aria-hidden="true">
        <span>48 h ago</span>
        <span>−36 h</span>
        <span>−24 h</span>
        <span>−12 h</span>
        <span>now</span>
      </div>
      <Legend stretches={stretches} />
      <ol class="events">
        {entries.slice(0, most.value).map((entry) => (
          <Event key={`${entry.at} ${entry.seq ?? 'gap'}`} entry={entry} />
        ))}
      </ol>
      {entries.length > most.value && (
        <button type="button" onClick={() => (most.value = 1_000)}>
          Show older ones
        </button>
      )}
      {job.watchedSince && (
        <p class="quiet small">
          Watched since <Time at={job.watchedSince} />.
        </p>
      )}
    </section>
  );
}

function FailingObjects({ job: { trend }, from, to }: { job: Job; from: number; to: number }) {
  const picture = trendPicture(trend, from, to);
  if (picture.most === 0) return null;
  const newest = picture.runs.at(-1)?.at(-1)?.count ?? 0;
  const limit = picture.top > escrowLimit ? `; the limit is ${numberText(escrowLimit)}` : '';
  const said = `Failing objects: ${numberText(newest)} now, ${numberText(picture.most)} at most${limit}`;
  return (
    <>
      <p class="quiet small">{said}</p>
      <TrendLine picture={picture} from={from} to={to} label={`${said}.`} />
    </>
  );
}

function Event({ entry }: { entry: HistoryEntry }) {
  const { title, detail } = eventText(entry, minute.value, zone.value);
  return (
    <li>
      <span class="quiet">
        <Time at={entry.at} />
      </span>
      <span>
        <b>{title}</b> {detail.map((said) => (typeof said === 'string' ? said : <code>{said.code}</code>))}
      </span>
    </li>
  );
}

const names: Readonly<Record<string, string>> = {
  quarantine: 'quarantine, read by us',
  'quarantine says-graph': 'quarantine, says Graph',
  active: 'active',
  unread: 'not read: unknown',
};

function Legend({ stretches }: { stretches: readonly Stretch[] }) {
  const looks = [...new Set(stretches.map(classOf))];
  return (
    <ul class="legend">
      {looks.map((look) => (
        <li key={look}>
          <svg class="life mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect class={look} x="1" y="1" width="12" height="12" />
          </svg>
          {names[look] ?? namesOf(stretches, look)}
        </li>
      ))}
    </ul>
  );
}

// What is drawn alike is told apart in words.
function namesOf(stretches: readonly Stretch[], look: string): string {
  return [...new Set(stretches.flatMap((each) => (classOf(each) === look ? each.state : [])))].join(', ');
}

function labelOf(stretches: readonly Stretch[]): string {
  const told = stretches.map(({ from, to, state, source }) => {
    return `${state}${source === 'graph' ? ', as Graph says' : ''} for ${durationText(to - from)}`;
  });
  return `The last 48 hours: ${told.join(', then ')}.`;
}
