import type { AuditEntry } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { Person } from '../../parts/facts/person.tsx';
import { Time } from '../../parts/facts/time.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { actionWords, moreOf, phaseNames } from './audit-words.ts';

/** One record: who, what, on what, and how it went. */
export function AuditLine({ entry }: { entry: AuditEntry }) {
  const { at, phase, action, actor, actorName, actorKind, outcome, code, detail } = entry;
  const more = moreOf(entry);
  const isBad = phase === 'refused' || phase === 'rejected' || outcome === 'Failed';
  return (
    <li class="line">
      <Mark isBad={isBad} isGood={outcome === 'Succeeded'} />
      <span>
        <b>{actionWords(action)}</b> {phaseNames[phase]}
        <Target entry={entry} />
      </span>
      <span>
        {outcome ?? detail ?? ''}
        {typeof entry.parameters?.reason === 'string' && <span class="place">“{entry.parameters.reason}”</span>}
        {outcome && detail && <small>{detail}</small>}
        {code && <code>{code}</code>}
        {more && (
          <details>
            <summary>Details</summary>
            <pre>
              <code>{more}</code>
            </pre>
          </details>
        )}
      </span>
      <span>
        <Person actor={actor} name={actorName} />
        {actorKind === 'app' && <small>an application</small>}
        <small>
          <Time at={at} />
        </small>
      </span>
    </li>
  );
}

// What was only written down is neither good nor bad.
function Mark({ isBad, isGood }: { isBad: boolean; isGood: boolean }) {
  if (!isBad && !isGood) return <span class="mark" />;
  return <HealthShape health={isBad ? 'warning' : 'healthy'} />;
}

function Target({ entry: { tenantId, servicePrincipalId, jobId, displayName, incidentId } }: { entry: AuditEntry }) {
  if (servicePrincipalId !== undefined && jobId !== undefined) {
    return (
      <small>
        <a href={linkTo('job', { tenantId, servicePrincipalId, jobId })}>{displayName ?? 'its job'}</a> <code>{jobId}</code>
      </small>
    );
  }
  if (incidentId !== undefined) {
    return (
      <small>
        <a href={linkTo('incident', { incidentId })}>its incident</a>
      </small>
    );
  }
  return null;
}
