import type { FleetStatus, Health } from '../../../client/client.d.ts';
import { Age, Time } from '../../parts/facts/time.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { counted } from '../../words/durations.ts';
import { channelWords } from './channel-words.ts';
import { placeOf } from './runbook.tsx';

type Channel = FleetStatus['channels'][number];

const healths: Readonly<Record<string, Health>> = { ok: 'healthy', failing: 'warning', broken: 'critical' };

/** Whether cards arrive. */
export function Channels({ channels }: { channels: readonly Channel[] }) {
  return (
    <section class="card">
      <h2>Channels</h2>
      {channels.length === 0 ? (
        <p>
          <b>No channel is known.</b> None is set up, or the service has only just begun: then nobody is told of anything.
        </p>
      ) : (
        <ul class="plain">
          {channels.map((channel) => (
            <ChannelLine key={channel.name} channel={channel} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ChannelLine({
  channel: { name, state, consecutiveFailures, failingSince, lastFault, lastAcceptedAt, notBefore },
}: {
  channel: Channel;
}) {
  const { says, todo } = channelWords(state, lastAcceptedAt !== undefined);
  return (
    <li class="plain">
      <span class="row">
        <HealthShape health={healths[state] ?? 'unknown'} />
        <b>{name}</b> {says}
      </span>
      <span class="quiet small">
        {lastAcceptedAt === undefined ? (
          'No card was accepted yet.'
        ) : (
          <>
            A card was accepted <Age since={lastAcceptedAt} /> ago, <Time at={lastAcceptedAt} />.
          </>
        )}
        {failingSince && (
          <>
            {' '}
            {counted(consecutiveFailures, 'failure')} since <Time at={failingSince} />
            {lastFault && `: ${lastFault}`}.
          </>
        )}
        {todo && (
          <>
            {' '}
            {todo} {state === 'unproven' && <a href={placeOf('A test card')}>How to send one</a>}
          </>
        )}
        {notBefore && (
          <>
            {' '}
            Tried again <Time at={notBefore} />.
          </>
        )}
      </span>
    </li>
  );
}
