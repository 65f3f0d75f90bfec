import type { FleetStatus } from '../../../client/client.d.ts';
import { minute } from '../../api/clock.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { Age, Time } from '../../parts/facts/time.tsx';
import { zone } from '../../parts/preferences.ts';
import { Parts } from '../../parts/problem/parts.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { withPlainTimes } from '../../words/times.ts';
import { Channels } from './channels.tsx';
import { Permissions } from './permissions.tsx';
import { Poison } from './poison.tsx';
import { Runbook } from './runbook.tsx';
import { Ticks } from './ticks.tsx';
import { Unreadable } from './unreadable.tsx';

/** Whether this service itself can be believed. */
export function MonitorScreen() {
  const status = fleetStatus.body.value;
  const problem = fleetStatus.problem.value;
  if (status === undefined) return problem === undefined ? <Skeleton /> : <ProblemNote problem={problem} isPage />;
  return (
    <>
      <Title text="Monitor" />
      <Verdict status={status} />
      {problem && <ProblemNote problem={problem} />}
      <div class="cards">
        <div class="column">
          <Parts>
            <Ticks status={status} />
            <Channels channels={status.channels} />
            <Poison />
          </Parts>
        </div>
        <div class="column">
          <Parts>
            <Unreadable status={status} />
            <Runbook />
            {/* It grows when it is known, and stands last so that it moves nothing. */}
            <Permissions status={status} />
          </Parts>
        </div>
      </div>
    </>
  );
}

const verdicts = {
  ok: ['healthy', 'The service sees all that it is let see.'],
  degraded: ['warning', 'The service does not see all of it.'],
  blind: ['unknown', 'The service is blind.'],
} as const;

function Verdict({ status: { monitor, monitorReason, monitorSince } }: { status: FleetStatus }) {
  const [health, sentence] = verdicts[monitor];
  return (
    <div class="headline">
      <div class="row">
        <HealthShape health={health} size={28} />
        <h1>{sentence}</h1>
      </div>
      <p>
        {monitorSince && (
          <>
            For <Age since={monitorSince} />, since <Time at={monitorSince} />.{' '}
          </>
        )}
        {withPlainTimes(monitorReason, minute.value, zone.value)}
      </p>
    </div>
  );
}
