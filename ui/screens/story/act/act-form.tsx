import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Job } from '../../../../client/client.d.ts';
import { readShownSoon } from '../../../api/refresh.ts';
import { announce } from '../../../parts/announcer.tsx';
import { TextField } from '../../../parts/form/text-field.tsx';
import { fetched } from '../../../parts/lazy/fetched.tsx';
import { actionNames, scopeWords } from '../action-words.ts';
import { jobPath } from '../job-path.ts';
import { namedFor } from '../operation/named-for.ts';
import { StagedFigure, useStagedDeletes } from '../operation/staged-deletes.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { type Sent, sendAction } from './send-action.ts';
import type { Provision } from './subjects.ts';
import { namesJob, type Wish } from './wishes.ts';

const ProvisionFields = fetched(async () => (await import('../../later.ts')).onDemand.fields);

/** What has to be said before an action is sent. Its key is made when it opens and stays until it closes: pressing twice is one wish. */
export function ActForm({ job, wish, onClose }: { job: Job; wish: Wish; onClose: () => void }) {
  const key = useMemo(() => crypto.randomUUID(), []);
  const chosen = useSignal(wish.choices.find(({ allowed }) => allowed) ?? wish.choices[0]);
  const reason = useSignal('');
  const typed = useSignal('');
  const knowsCause = useSignal(false);
  const isSending = useSignal(false);
  const sent = useSignal<Sent | undefined>(undefined);
  const provision = useSignal<Provision | undefined>(undefined);
  const asked = useRef<string[]>([]);
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
  const send = async () => {
    if (!isReady || isSending.value) return;
    isSending.value = true;
    const { body, names } = provision.value ?? {};
    const seen = { ...body, ...(action.needsStagedDeletes && { stagedDeletes: figure }) };
    const wished = JSON.stringify([wish.choices.indexOf(action), body]);
    if (!asked.current.includes(wished)) asked.current.push(wished);
    sent.value = await sendAction(action, keyFor(key, asked.current.indexOf(wished)), { reason: reason.value, ...seen });
    isSending.value = false;
    if (sent.value.kind !== 'accepted') return;
    if (names) namedFor.set(sent.value.operation.operationId, names);
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
      {action.needsAcknowledge && (
        <label class="check">
          <input type="checkbox" checked={knowsCause.value} onChange={({ currentTarget }) => (knowsCause.value = currentTarget.checked)} />
          This quarantine protects data. I know its cause.
        </label>
      )}
      <TextField
        label={
          <>
            Reason, for the audit <span class="quiet">(may be left empty)</span>
          </>
        }
        value={reason}
        maxLength={500}
      />
      {action.needsConfirm && (
        <TextField
          label={
            <>
              Type the last six characters of the job id, or paste all of it: <code>{job.jobId}</code>
            </>
          }
          value={typed}
          maxLength={500}
          isCode
        />
      )}
      {sent.value && <Outcome sent={sent.value} />}
      <div class="row">
        <button type="button" class="primary" aria-disabled={!isReady} aria-busy={isSending.value} onClick={() => void send()}>
          {isSending.value
            ? 'Sending…'
            : `${actionNames[wish.action]}${wish.choices.length > 1 ? `: ${scopeWords(action).plain.toLowerCase()}` : ''}`}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
      <p class="quiet small">Sent at most once; pressing twice is safe.</p>
    </div>
  );
}

// Another scope, or another object, is another wish, so it must not have the key of the first.
function keyFor(key: string, wish: number): string {
  return wish <= 0 ? key : `${key}-${wish}`;
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
