import type { DirectorySync } from '../../../../client/client.d.ts';
import { Age, Time } from '../../../parts/facts/time.tsx';
import { HealthShape } from '../../../pictures/shape.tsx';
import { ReadPart } from './read-part.tsx';
import { passwordsWords, type SyncTime, switchWords, timeOf } from './sync-words.ts';

/** When objects and password hashes came last. */
export function Times({ sync: { times, tenantId, engine, freshness } }: { sync: DirectorySync }) {
  const { objects, passwords, passwordUse, syncEnabled } = times.value ?? {};
  return (
    <ReadPart part={times} title="Entra Connect" what="When it ran last" tenantId={tenantId}>
      {objects === undefined ? (
        <p>{switchWords(syncEnabled, engine.connect)}</p>
      ) : (
        <ul class="parts" aria-label="Last synchronization">
          <LastTime name="Objects" every="every 30 minutes" time={objects} freshness={freshness} />
          {passwords ? (
            <LastTime name="Password hashes" every="every 2 minutes" time={passwords} freshness={freshness} />
          ) : (
            <li class="part">
              <HealthShape health={passwordUse === 'notUsed' ? 'healthy' : 'unknown'} size={16} isWorkedOut />
              <p>
                <b>Password hashes</b> {passwordUse && passwordsWords(passwordUse)}.
              </p>
            </li>
          )}
        </ul>
      )}
    </ReadPart>
  );
}

interface LastTimeProps {
  name: string;
  every: string;
  time: SyncTime;
  freshness: DirectorySync['freshness'];
}

function LastTime({ name, every, time, freshness }: LastTimeProps) {
  const { health, words } = timeOf(time, freshness);
  return (
    <li class="part">
      <HealthShape health={health} size={16} />
      <p>
        <b>{name}</b> came last <Time at={time.lastAt} />, <Age since={time.lastAt} /> ago: {words}.{' '}
        <small class="quiet">They come {every}.</small>
      </p>
    </li>
  );
}
