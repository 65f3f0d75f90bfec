import type { TenantList } from '../../../client/client.d.ts';
import { setQuery } from '../../address/address.ts';
import { useResource } from '../../api/use-resource.ts';
import { tenantsPath } from '../../api/use-tenants.ts';
import { refusalOf } from '../../frame/me.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { shut, Why } from '../../parts/form/shut.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { counted } from '../../words/durations.ts';
import type { ScreenProps } from '../screen.ts';
import { orderTenants } from './order-tenants.ts';
import { TenantLine } from './tenant-line.tsx';
import { tenantsSentence } from './tenants-sentence.ts';
import { Wizard } from './wizard/wizard.tsx';

/** Whom this service watches, and how to add one more. `add` in the address is how far that has come. */
export function TenantsScreen({ query }: ScreenProps) {
  const list = useResource<TenantList>(tenantsPath);
  const body = list.body.value;
  const problem = list.problem.value;
  const adding = query.get('add') ?? undefined;
  if (body === undefined) return problem === undefined ? <Skeleton /> : <ProblemNote problem={problem} isPage />;
  return (
    <>
      <Title text="Tenants" />
      <div class="headline">
        <h1>
          {body.nextLink && 'Of those that could be listed: '}
          {tenantsSentence(body.value)}
        </h1>
        <p class="quiet">
          {counted(body.value.length, 'tenant')}
          {body.nextLink && ' and more'}. Those that cannot be read stand first, their jobs as last read.
        </p>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {adding === undefined ? (
        <AddButton isFirst={body.value.length === 0} />
      ) : (
        <Wizard key={adding} tenantId={adding} known={body.value.find(({ tenantId }) => tenantId === adding)} />
      )}
      {body.value.length > 0 && (
        <ol class="rows" aria-label="Tenants">
          {orderTenants(body.value).map((tenant) => (
            <TenantLine key={tenant.tenantId} tenant={tenant} freshAt={list.freshAt} />
          ))}
        </ol>
      )}
    </>
  );
}

function AddButton({ isFirst }: { isFirst: boolean }) {
  const needed = refusalOf('addTenant', 'Admin');
  return (
    <div class="toolbar no-print">
      <button
        type="button"
        class={isFirst ? 'primary' : undefined}
        {...shut(needed, 'add-needs')}
        onClick={() => needed ?? setQuery({ add: 'new' }, { replace: false })}
      >
        {isFirst ? 'Add the first tenant' : 'Add a tenant'}
      </button>
      <Why id="add-needs" why={needed} />
    </div>
  );
}
