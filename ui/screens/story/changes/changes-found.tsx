import { useEffect } from 'preact/hooks';
import type { PrecedingChange, PrecedingChanges } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { readAgain } from '../../../api/resource.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { announce } from '../../../parts/announcer.tsx';
import { Person } from '../../../parts/facts/person.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { UnavailableNote } from '../../../parts/problem/unavailable-note.tsx';
import { useRetry } from '../../../parts/problem/use-retry.ts';
import { foundSentence, kindWords, limitWords, sourceWords, whatWords } from './change-words.ts';

/** The answer for one incident. What lies before a break does not change, so it is read once, and again where Microsoft Graph was asked too much. */
export function ChangesFound({ incidentId, tenantId }: { incidentId: string; tenantId: string }) {
  const path = apiPath('incidents', incidentId, 'precedingChanges');
  const resource = useFollowing<PrecedingChanges>(path);
  const found = resource.body.value;
  const problem = resource.problem.value;
  const mayTryAt = problem && resource.mayTryAt.value;
  const again = () => void readAgain(path);
  useRetry(mayTryAt, again);
  if (problem) return <ProblemNote problem={problem} onTry={again} notBefore={mayTryAt} />;
  return found === undefined ? <div class="bone block" /> : <Lines found={found} tenantId={tenantId} />;
}

function Lines({ found, tenantId }: { found: PrecedingChanges; tenantId: string }) {
  const sentence = foundSentence(found);
  const { value, more, auditLog, brokeAt, from } = found;
  useEffect(() => announce(sentence), [found]);
  return (
    <>
      <p>
        <b>{sentence}.</b>{' '}
        <span class="quiet">
          <Time at={auditLog.read?.from ?? from} /> to <Time at={brokeAt} />
        </span>
      </p>
      {value.length > 0 && (
        <ol class="events">
          {value.map((change) => (
            <Line key={JSON.stringify(change)} change={change} />
          ))}
        </ol>
      )}
      {more > 0 && <p class="quiet small">And {more} older.</p>}
      {limitWords(found).map((limit) => (
        <p key={limit} class="note">
          {limit}
        </p>
      ))}
      {auditLog.unavailable && <UnavailableNote what="The audit log" unavailable={auditLog.unavailable} tenantId={tenantId} />}
    </>
  );
}

function Line({ change }: { change: PrecedingChange }) {
  const { at, actor } = change;
  return (
    <li>
      <span class="quiet">
        <Time at={at} />
      </span>
      <span>
        <b>{kindWords(change)}</b>: {whatWords(change)} <small class="quiet">{sourceWords(change)}</small>
        {actor && (
          <small class="quiet">
            , by <Person actor={actor.id} name={actor.name} isWithin />
          </small>
        )}
      </span>
    </li>
  );
}
