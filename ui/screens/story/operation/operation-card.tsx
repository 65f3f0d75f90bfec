import { useEffect, useRef } from 'preact/hooks';
import type { Job, Operation } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { resourceAt } from '../../../api/resource.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Person } from '../../../parts/facts/person.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { fetched } from '../../../parts/lazy/fetched.tsx';
import { RunDots } from '../../../pictures/run-dots.tsx';
import { deedName } from '../action-words.ts';
import { outcomeOf } from './operation-words.ts';

const ProvisionSteps = fetched(async () => (await import('../../later.ts')).onDemand.steps);
const Decision = fetched(async () => (await import('../../later.ts')).onDemand.decision);

interface OperationOfProps {
  operationId: string;
  /** Its newest answer: what becomes of the operation shows there first. */
  job: Job;
  /** Whether it took the place of the buttons while somebody looked: who pressed one of them is led on to it. */
  isNew: boolean;
}

const pathOf = (operationId: string) => apiPath('operations', operationId);

/** Whether an operation is still asked for, so that what stands below it would jump when it comes. */
export function isOperationComing(operationId: string): boolean {
  return !resourceAt<Operation>(pathOf(operationId)).wasTried.value;
}

/** What is being done about a job, or was done last. */
export function OperationOf({ operationId, job, isNew }: OperationOfProps) {
  const operation = useFollowing<Operation>(pathOf(operationId), job).body.value;
  return operation ? <OperationCard operation={operation} isNew={isNew} /> : null;
}

function OperationCard({ operation, isNew }: { operation: Operation; isNew: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew && document.activeElement?.matches('body,h1,.card')) heading.current?.focus({ preventScroll: true });
  }, []);
  const { parameters, requestedBy, requestedByName, sentAt, createdAt, graphRequestId, verification, verificationRuns, status } = operation;
  const needed = verificationRuns?.needed ?? 3;
  const seen = verification === 'held' ? needed : (verificationRuns?.seen ?? 0);
  const isProving = status === 'Succeeded' && verification !== undefined;
  return (
    <section class={`card operation ${verification ?? status}`} aria-live="polite">
      <h2 ref={heading} tabIndex={-1}>
        {deedName(operation)}
      </h2>
      <div class="row">
        {isProving && <RunDots seen={seen} needed={needed} isRelapse={verification === 'relapsed'} />}
        <p class="outcome-text">{outcomeOf(operation)}</p>
      </div>
      {operation.result && <ProvisionSteps operation={operation} />}
      {operation.error?.advice && <p>{operation.error.advice}</p>}
      <p class="quiet small">
        <Person actor={requestedBy} name={requestedByName} />, <Time at={sentAt ?? createdAt} />
        {parameters.reason && <>: “{parameters.reason}”</>}
      </p>
      {status === 'AwaitingApproval' && (
        <>
          <Decision operation={operation} />
          <p>
            Send this link to a second administrator: <CopyButton text={location.href} what="the link" label="Copy the link" />
          </p>
        </>
      )}
      {graphRequestId && (
        <p class="quiet small">
          Graph’s request <code>{graphRequestId}</code> <CopyButton text={graphRequestId} what="the id of Graph’s request" />
        </p>
      )}
    </section>
  );
}
