import { type Signal, useSignal } from '@preact/signals';
import type { Job } from '../../../../client/client.d.ts';
import { readShownSoon } from '../../../api/refresh.ts';
import { announce } from '../../../parts/announcer.tsx';
import { Check } from '../../../parts/form/check.tsx';
import { TextField } from '../../../parts/form/text-field.tsx';
import { fetched } from '../../../parts/lazy/fetched.tsx';
import { actionNames, scopeInText } from '../action-words.ts';
import { jobPath } from '../job-path.ts';
import { namedFor } from '../operation/named-for.ts';
import { StagedFigure, useStagedDeletes } from '../operation/staged-deletes.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import type { Sent } from './send-action.ts';
import type { Provision } from './subjects.ts';
import { useSending } from './use-sending.ts';
import { namesJob, type Wish } from './wishes.ts';

const ProvisionFields = fetched(async () => (await import('../../later.ts')).onDemand.fields);

/** What has to be said before an action is sent. */
export function ActForm({ job, wish, onClose }: { job: Job; wish: Wish; onClose: () => void }) {
  const chosen = useSignal(wish.choices.find(({ allowed }) => allowed) ?? wish.choices[0]);
  const reason = useSignal('');
  const typed = useSignal('');
  const knowsCause = useSignal(false);
  const provision = useSignal<Provision | undefined>(undefined);
  const { isSending, sent, send } = useSending();
  const action = chosen.value;
  const staged = useStagedDeletes(jobPath(job), action?.needsStagedDeletes === true);
  if (action === undefined) return null;
  const { figure } = staged;
  const isProvision = action.action === 'provisionOnDemand';
  const isReady =
    action.allowed &&
    (!isProvision || provision.value !== undefined) &&
    (!action.needsConfirm || namesJob(typed.value, job.jobId)) &&
    (!action.needsAcknowledge || knowsCause.value) &&
    (!action.needsStagedDeletes || figure !== undefined);
  const ask = async () => {
    if (!isReady) return;
    const { body, names } = provision.value ?? {};
    const seen = { ...body, ...(action.needsStagedDeletes && { stagedDeletes: figure }) };
    const wished = JSON.stringify([wish.choices.indexOf(action), body]);
    const answer = await send(action, wished, { reason: reason.value, ...seen });
    if (answer?.kind !== 'accepted') return;
    if (names) namedFor.set(answer.operation.operationId, names);
    announce(`${actionNames[wish.action]}: accepted`);
    readShownSoon();
    onClose();
  };
  return (
    <div class="form">
      {wish.choices.length > 1 && <ScopeChoice choices={wish.choices} chosen={chosen} />}
      <p>{action.allowed ? action.cost : action.detail}</p>
      {isProvision && <ProvisionFields job={job} asked={provision} />}
      {action.needsStagedDeletes && <StagedFigure staged={staged} />}
      {action.needsApproval && (
        <p>A second administrator has to approve it within 30 minutes; the link for them is shown once it is asked for.</p>
      )}
      {action.needsAcknowledge && <Check value={knowsCause}>This quarantine protects data. I know its cause.</Check>}
      <ReasonField value={reason} />
      {action.needsConfirm && <JobIdField jobId={job.jobId} value={typed} />}
      {sent.value && <Outcome sent={sent.value} />}
      <div class="row">
        <button type="button" class="primary" aria-disabled={!isReady} aria-busy={isSending.value} onClick={() => void ask()}>
          {isSending.value ? 'Sending…' : `${actionNames[wish.action]}${wish.choices.length > 1 ? `: ${scopeInText(action)}` : ''}`}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
      <p class="quiet small">Sent at most once; pressing twice is safe.</p>
    </div>
  );
}

function ReasonField({ value }: { value: Signal<string> }) {
  const label = (
    <>
      Reason, for the audit <span class="quiet">(may be left empty)</span>
    </>
  );
  return <TextField label={label} value={value} maxLength={500} />;
}

function JobIdField({ jobId, value }: { jobId: string; value: Signal<string> }) {
  const label = (
    <>
      Type the last six characters of the job id, or paste all of it: <code>{jobId}</code>
    </>
  );
  return <TextField label={label} value={value} maxLength={500} isCode />;
}

function Outcome({ sent }: { sent: Sent }) {
  if (sent.kind === 'accepted') return null;
  return (
    <p class="outcome" role="alert">
      {sent.kind === 'unknown' ? (
        'Not known whether it arrived. Press again: it cannot act twice.'
      ) : sent.problem.code === 'IdempotencyKeyReused' ? (
        'It had arrived, with what was said here before, and was not sent again. Close this and see how it goes.'
      ) : (
        <>
          <b>{sent.problem.title}.</b> {[sent.problem.detail, ...(sent.problem.errors ?? []).map(({ detail }) => detail)].join(' ')}
        </>
      )}
    </p>
  );
}
