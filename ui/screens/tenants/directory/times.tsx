import type { DirectorySync } from '../../../../client/client.d.ts';
import { Age, Time } from '../../../parts/time.tsx';
import { HealthShape } from '../../../pictures/shape.tsx';
import { ReadPart } from './read-part.tsx';
import { passwordsWords, type SyncTime, timeOf } from './sync-words.ts';

/** When objects and password hashes came last. */
export function Times({ sync: { times, tenantId, engine } }: { sync: DirectorySync }) {
  const { objects, passwords, passwordUse, syncEnabled } = times.value ?? {};
  return (
    <ReadPart part={times} title="Entra Connect" what="When it ran last" tenantId={tenantId}>
      {objects === undefined ? (
        <p>
          {syncEnabled === null
            ? 'It was never switched on in this tenant.'
            : syncEnabled
              ? `It is switched on${engine.connect === 'neverRan' ? ' and never ran' : ''}.`
              : 'It is switched off.'}
        </p>
      ) : (
        <ul class="parts" aria-label="Last synchronization">
          <LastTime name="Objects" every="every 30 minutes" time={objects} />
          {passwords ? (
            <LastTime name="Password hashes" every="every 2 minutes" time={passwords} />
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

function LastTime({ name, every, time }: { name: string; every: string; time: SyncTime }) {
  const { health, words } = timeOf(time);
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
