import { useSignal } from '@preact/signals';
import type { Job } from '../../../../client/client.d.ts';
import { minute } from '../../../api/clock.ts';
import { Time } from '../../../parts/facts/time.tsx';
import { zone } from '../../../parts/preferences.ts';
import { actionNames, adviceLinkName } from '../action-words.ts';
import { saidPlainly } from '../said-plainly.ts';
import { ActDialog } from './act-dialog.tsx';
import { isAllowed, refusalOfAll, type Wish, wishesOf } from './wishes.ts';

const allRefused = 'all-refused';

/** What can be done from here: the least destructive step that helps is the big button; what would not help stands smaller beside it. */
export function ActCard({ job }: { job: Job }) {
  const open = useSignal<Wish | undefined>(undefined);
  const { advice } = job;
  const wishes = wishesOf(job.actions);
  const advised = advice.request === undefined ? undefined : wishes.find(({ action }) => action === advice.action);
  const others = wishes.filter((wish) => wish !== advised);
  const refusal = refusalOfAll(wishes);
  const isToldOnce = refusal !== undefined;
  return (
    <section class="card act">
      <h2>Act</h2>
      {advised === undefined && <AdviceLink job={job} isPrimary />}
      {refusal && (
        <p id={allRefused}>
          <b>Each of these would be refused.</b> {saidPlainly(refusal, minute.value, zone.value)}
        </p>
      )}
      {advised && <AdvisedAction wish={advised} isToldOnce={isToldOnce} onOpen={() => (open.value = advised)} />}
      <ul class="actions">
        {others.map((wish) => (
          <li key={wish.action}>
            <ActionButton wish={wish} isToldOnce={isToldOnce} onOpen={() => (open.value = wish)} />
            <WhatItKeeps wish={wish} isToldOnce={isToldOnce} />
          </li>
        ))}
      </ul>
      <ActDialog job={job} wish={open.value} onClose={() => (open.value = undefined)} />
    </section>
  );
}

interface LineProps {
  wish: Wish;
  /** Why it cannot be pressed stands above, for all of them. */
  isToldOnce: boolean;
}

function AdvisedAction({ onOpen, ...line }: LineProps & { onOpen: () => void }) {
  return (
    <div class="advised">
      <ActionButton {...line} onOpen={onOpen} isPrimary />
      <WhatItKeeps {...line} />
    </div>
  );
}

// Where people have to mend the cause, that is the big button, and it says why ours would not hold.
export function AdviceLink({ job: { advice, links, state, disabled }, isPrimary = false }: { job: Job; isPrimary?: boolean }) {
  if (advice.action === 'none' || advice.link === undefined) return null;
  const href = advice.action === 'checkAgents' ? (links.agents ?? advice.link) : advice.link;
  return (
    <div class="advised">
      <a class={isPrimary ? 'button primary' : 'button'} href={href} target="_blank" rel="noreferrer">
        {adviceLinkName(advice.action)} <span aria-hidden="true">↗</span>
        <span class="unseen">(opens a new tab)</span>
      </a>
      {state === 'Quarantine' && disabled === undefined && advice.action !== 'wait' && (
        <p class="quiet small">Mend the cause first. Clearing now would only last until the next run fails the same way.</p>
      )}
    </div>
  );
}

// A refused one stays where it is, and says why: nobody should look for it.
function ActionButton({ wish, isToldOnce, onOpen, isPrimary = false }: LineProps & { onOpen: () => void; isPrimary?: boolean }) {
  const canPress = isAllowed(wish);
  return (
    <button
      type="button"
      class={isPrimary ? 'primary' : undefined}
      aria-disabled={!canPress}
      aria-describedby={`${isToldOnce ? `${allRefused} ` : ''}keeps-${wish.action}`}
      onClick={() => canPress && onOpen()}
    >
      {actionNames[wish.action]}
      {(wish.action === 'restart' || wish.action === 'provisionOnDemand') && '…'}
    </button>
  );
}

function WhatItKeeps({ wish, isToldOnce }: LineProps) {
  const [first] = wish.choices;
  const refused = isToldOnce || isAllowed(wish) ? undefined : first;
  return (
    <p class="quiet small" id={`keeps-${wish.action}`}>
      {refused ? (
        <>
          {saidPlainly(refused.detail ?? 'Not possible now.', minute.value, zone.value)}
          {refused.coolDownUntil && (
            <>
              {' '}
              Until <Time at={refused.coolDownUntil} />.
            </>
          )}
        </>
      ) : wish.action === 'restart' ? (
        'From the mildest to the gravest: what is forgotten can be chosen.'
      ) : (
        first?.cost
      )}
    </p>
  );
}
