import { useSignal } from '@preact/signals';
import type { Grant, GrantList } from '../../../client/client.d.ts';
import { allOf } from '../../api/pages.ts';
import { useResource } from '../../api/use-resource.ts';
import { useTenants } from '../../api/use-tenants.ts';
import { refusalOf, seesOnlyPart } from '../../frame/me.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { Dialog } from '../../parts/form/dialog.tsx';
import { shut, Why } from '../../parts/form/shut.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { counted } from '../../words/durations.ts';
import { GrantForm } from './grant-form.tsx';
import { GrantLine } from './grant-line.tsx';
import { grantName } from './grant-words.ts';
import { RemoveGrant } from './remove-grant.tsx';

type Open = { kind: 'form'; grant: Grant | undefined } | { kind: 'remove'; grant: Grant };

/** Who sees and does only a part. Who has no grant has what their role gives, everywhere. */
export function GrantsScreen() {
  const list = useResource<GrantList>(allOf('/api/v1/grants?pageSize=1000'));
  const tenants = useTenants() ?? [];
  const open = useSignal<Open | undefined>(undefined);
  const body = list.body.value;
  const problem = list.problem.value;
  if (body === undefined) return problem ? <ProblemNote problem={problem} isPage /> : <Skeleton />;
  const needed = refusalOf('addGrant', 'Admin');
  const show = (what: Open | undefined) => {
    open.value = what;
  };
  const close = () => show(undefined);
  return (
    <>
      <Title text="Grants" />
      <div class="headline">
        <h1>
          {headingOf(body.value.length)}
          {body.nextLink && ' and more'}
        </h1>
        <p class="quiet">
          A grant only narrows what the role of a token permits. It holds for changes at once, for reads within 30 seconds.
        </p>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <div class="toolbar no-print">
        <button type="button" {...shut(needed, 'grant-needs')} onClick={() => needed ?? show({ kind: 'form', grant: undefined })}>
          Add a grant…
        </button>
        <Why id="grant-needs" why={needed} />
      </div>
      {body.value.length > 0 && (
        <ol class="rows" aria-label="Grants">
          {body.value.map((grant) => (
            <GrantLine
              key={grant.principal}
              grant={grant}
              tenants={tenants}
              onChange={() => show({ kind: 'form', grant })}
              onRemove={() => show({ kind: 'remove', grant })}
            />
          ))}
        </ol>
      )}
      <Dialog isOpen={open.value !== undefined} title={titleOf(open.value)} onClose={close}>
        {open.value?.kind === 'form' && <GrantForm grant={open.value.grant} tenants={tenants} onClose={close} />}
        {open.value?.kind === 'remove' && <RemoveGrant grant={open.value.grant} onClose={close} />}
      </Dialog>
    </>
  );
}

// Who sees a part is shown the grants of that part: there may be others.
function headingOf(count: number): string {
  if (count > 0) return `${counted(count, 'grant')} ${seesOnlyPart() ? 'that you may see' : 'in force'}`;
  return seesOnlyPart() ? 'There is no grant that you may see.' : 'Nobody is limited by a grant.';
}

function titleOf(open: Open | undefined): string {
  if (open?.grant === undefined) return 'Add a grant';
  return `${open.kind === 'form' ? 'Change' : 'Remove'} the grant of ${grantName(open.grant)}`;
}
