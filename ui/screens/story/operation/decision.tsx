import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Job, Operation } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { isMe, refusalOf } from '../../../frame/me.ts';
import { Person } from '../../../parts/facts/person.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { Dialog } from '../../../parts/form/dialog.tsx';
import { shut } from '../../../parts/form/shut.tsx';
import { useChange } from '../../../parts/form/use-change.ts';
import { ChangeRefused } from '../../../parts/problem/change-refused.tsx';
import { actionNames, scopeInText } from '../action-words.ts';
import { jobPath } from '../job-path.ts';
import { type Staged, StagedFigure, useStagedDeletes } from './staged-deletes.tsx';
import { figureWords } from './staged-words.ts';

/** What a second administrator says to it. What the service refuses, it gives the reason for. */
export function Decision({ operation }: { operation: Operation }) {
  const isAsking = useSignal(false);
  const { refusal, send } = useChange();
  const job = useFollowing<Job>(jobPath(operation)).body.value;
  // What needs an administrator there is refused before anything of its state is looked at.
  const gravest = job?.actions.find(({ needsApproval }) => needsApproval);
  const isForbidden = gravest?.code === 'CappedByGrant' || gravest?.code === 'AdminRequired';
  const needed = refusalOf('approve', 'Admin') ?? (isForbidden ? gravest.detail : undefined);
  const isMine = isMe(operation.requestedBy) ? 'You asked for it: another administrator has to approve it.' : undefined;
  const why = useId();
  const canDecide = needed === undefined;
  const shutBy = needed ?? isMine;
  const canApprove = shutBy === undefined;
  const asked = operation.parameters.stagedDeletes;
  const staged = useStagedDeletes(jobPath(operation), isAsking.value && asked !== undefined);
  const isBound = staged.figure === asked;
  const decide = async (decision: 'approve' | 'reject') => {
    if (!canDecide || (decision === 'approve' && !(canApprove && isBound))) return;
    const body = decision === 'approve' && asked !== undefined ? { stagedDeletes: asked } : {};
    const path = apiPath('operations', operation.operationId, decision);
    await send(path, { method: 'POST', body }, decision === 'approve' ? 'Approved' : 'Rejected');
    isAsking.value = false;
  };
  return (
    <div class="wide plain">
      <div class="row">
        <button type="button" {...shut(shutBy, why)} onClick={() => (isAsking.value = canApprove)}>
          Approve…
        </button>
        <button type="button" {...shut(needed, why)} onClick={() => void decide('reject')}>
          Reject
        </button>
        <span class="quiet small" id={why}>
          {shutBy}{' '}
          {operation.approvalUntil && (
            <>
              Until <Time at={operation.approvalUntil} />
              {!isMine && ', by another person than who asked'}.
            </>
          )}
        </span>
      </div>
      <ChangeRefused why={refusal.value} />
      <Dialog isOpen={isAsking.value} title={`Approve: ${scopeInText(operation.parameters)}`} onClose={() => (isAsking.value = false)}>
        <Approved operation={operation} job={job} staged={staged} />
        <div class="row">
          <button type="button" aria-disabled={!isBound} onClick={() => void decide('approve')}>
            Approve
          </button>
          <button type="button" onClick={() => (isAsking.value = false)}>
            Cancel
          </button>
        </div>
      </Dialog>
    </div>
  );
}

// What an approval sets off. Who asked for deletes asked for a number of them: where another waits now, nothing can be approved.
function Approved({ operation, job, staged }: { operation: Operation; job: Job | undefined; staged: Staged }) {
  const { action, requestedBy, requestedByName, parameters } = operation;
  const { stagedDeletes: asked, reason } = parameters;
  return (
    <>
      <p>
        {actionNames[action]} of <b>{job?.displayName ?? operation.jobId}</b>
        {job && ` of ${job.tenantName}`}. It is sent at once and cannot be taken back.
      </p>
      {asked !== undefined && <StagedFigure staged={staged} />}
      {asked !== undefined && staged.figure !== undefined && staged.figure !== asked && (
        <p class="outcome">It was asked for as {figureWords(asked)}. Reject it; who still wants it asks anew.</p>
      )}
      <p class="quiet">
        Asked for by <Person actor={requestedBy} name={requestedByName} isWithin />
        {reason && `: “${reason}”`}
      </p>
    </>
  );
}
