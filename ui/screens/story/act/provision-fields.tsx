import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Job, Rules, SubjectName } from '../../../../client/client.d.ts';
import { readAgain } from '../../../api/resource.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { UnavailableNote } from '../../../parts/problem/unavailable-note.tsx';
import { useRetry } from '../../../parts/problem/use-retry.ts';
import { jobPath } from '../job-path.ts';
import { namesIn, type Provision, provisionOf, ruleChoices } from './subjects.ts';

interface ProvisionFieldsProps {
  job: Job;
  /** What is said so far; undefined while it is not enough. */
  asked: Signal<Provision | undefined>;
}

/** Whom to provision, and by which rule of the job: they are read from its schema. */
export function ProvisionFields({ job, asked }: ProvisionFieldsProps) {
  const path = `${jobPath(job)}/rules`;
  const rules = useFollowing<Rules>(path);
  const problem = rules.problem.value;
  const mayTryAt = problem && rules.mayTryAt.value;
  const again = () => void readAgain(path);
  useRetry(mayTryAt, again);
  const body = rules.body.value;
  if (problem) return <ProblemNote problem={problem} onTry={again} notBefore={mayTryAt} />;
  if (body === undefined) return <div class="bone block" />;
  if (body.unavailable) return <UnavailableNote what="The list of its rules" unavailable={body.unavailable} tenantId={job.tenantId} />;
  return <Choose rules={body} asked={asked} />;
}

const kinds = {
  objectId: 'the id in the source of the job',
  userPrincipalName: 'the sign-in name',
  distinguishedName: 'the distinguished name',
} as const satisfies Record<SubjectName['by'], string>;

function Choose({ rules, asked }: { rules: Rules } & Pick<ProvisionFieldsProps, 'asked'>) {
  const { value = [], subjects, truncated } = rules;
  const choices = ruleChoices(value);
  const at = useSignal(0);
  const typed = useSignal('');
  const names = namesIn(typed.value);
  const choice = choices[at.value];
  useEffect(() => {
    asked.value = choice && provisionOf(choice, names, subjects);
  }, [at.value, typed.value]);
  if (choice === undefined) return <p class="note">No rule of this job is switched on.</p>;
  return (
    <>
      <label>
        <span>What is provisioned, by which rule of the job</span>
        <select value={at.value} onChange={({ currentTarget }) => (at.value = Number(currentTarget.value))}>
          {choices.map(({ name }, index) => (
            <option key={index} value={index}>
              {name}
            </option>
          ))}
        </select>
        {truncated && <small class="quiet">The schema has more rules than are shown.</small>}
      </label>
      <label>
        <span>
          Whom, one a line and at most {subjects.most}{' '}
          <span class="quiet">({subjects.namedBy.map(({ by }) => kinds[by]).join(', or ')})</span>
        </span>
        <textarea rows={3} spellcheck={false} value={typed.value} onInput={({ currentTarget }) => (typed.value = currentTarget.value)} />
      </label>
      {names.length > subjects.most && (
        <p class="outcome" role="alert">
          These are {names.length}: at most {subjects.most} are taken at once.
        </p>
      )}
    </>
  );
}
