import type { Health, Operation } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { Person } from '../../parts/facts/person.tsx';
import { Time } from '../../parts/facts/time.tsx';
import { RunDots } from '../../pictures/run-dots.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { deedName } from '../story/action-words.ts';
import { Decision } from '../story/operation/decision.tsx';
import { outcomeOf } from '../story/operation/operation-words.ts';
import { resultWords } from '../story/operation/provision-words.ts';

/** One operation: what was done to which job, what became of it, who wanted it and why. */
export function OperationLine({ operation, tenantName }: { operation: Operation; tenantName: string }) {
  const { tenantId, servicePrincipalId, jobId, displayName, status } = operation;
  return (
    <li class="line">
      <Mark operation={operation} />
      <span>
        <a href={linkTo('job', { tenantId, servicePrincipalId, jobId })}>
          <b>{deedName(operation)}</b>
        </a>
        {displayName && <span class="place">{displayName}</span>}
        <small>{tenantName}</small>
        <code>{jobId}</code>
      </span>
      <span>
        <Proof operation={operation} />
        {outcomeOf(operation)}
        {operation.error?.advice && <small>{operation.error.advice}</small>}
      </span>
      <WhoAndWhen operation={operation} />
      {status === 'AwaitingApproval' && <Decision operation={operation} />}
    </li>
  );
}

function Proof({ operation: { status, verification, verificationRuns } }: { operation: Operation }) {
  if (status !== 'Succeeded' || verification === undefined || verificationRuns === undefined) return null;
  const { needed, seen } = verificationRuns;
  return <RunDots seen={verification === 'held' ? needed : seen} needed={needed} isRelapse={verification === 'relapsed'} />;
}

function WhoAndWhen({ operation }: { operation: Operation }) {
  const { requestedBy, requestedByName, createdAt, parameters, decidedBy, decidedByName, decidedAt } = operation;
  return (
    <span>
      <Person actor={requestedBy} name={requestedByName} />
      <small>
        <Time at={createdAt} />
      </small>
      {parameters.reason && <small>“{parameters.reason}”</small>}
      {decidedBy && decidedAt && (
        <small>
          Decided by <Person actor={decidedBy} name={decidedByName} isWithin />, <Time at={decidedAt} />
        </small>
      )}
    </span>
  );
}

// What is on its way is neither good nor bad yet.
function Mark({ operation: { status, verification, result } }: { operation: Operation }) {
  if (status === 'NotStarted' || status === 'Running' || (status === 'Succeeded' && verification === 'pending'))
    return <span class="mark going" />;
  return <HealthShape health={status === 'Succeeded' && result ? resultWords(result.result).health : healthOf(status, verification)} />;
}

function healthOf(status: Operation['status'], verification: Operation['verification']): Health {
  if (status === 'Failed' || verification === 'relapsed') return 'critical';
  if (status !== 'Succeeded') return 'warning';
  return verification === 'unknown' ? 'unknown' : 'healthy';
}
