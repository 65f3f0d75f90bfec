import { setQuery } from '../../address/address.ts';
import { forbiddenIn, resourceAt } from '../../api/resource.ts';
import { tenantsPath, useTenants } from '../../api/use-tenants.ts';
import { mayDo } from '../../frame/me.ts';
import { Title } from '../../frame/title.tsx';
import { TenantSelect } from '../../parts/form/tenant-select.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { auditPath, dayOf } from './audit-path.ts';
import { Records } from './records.tsx';

// What concerns no tenant: who was granted what.
const serviceItself = '_service';

/** Who did what in one tenant, newest first. */
export function AuditScreen({ query }: ScreenProps) {
  const tenants = useTenants() ?? [];
  const unread = tenants.length === 0 && resourceAt(tenantsPath).problem.value;
  const tenantId = query.get('tenantId') ?? tenants[0]?.tenantId ?? serviceItself;
  const path = auditPath(tenantId, query);
  const forbidden = forbiddenIn(resourceAt(path));
  // Another tenant may be open to who may read some.
  if (forbidden && !mayDo('readAudit')) return <ProblemNote problem={forbidden} isPage />;
  return (
    <>
      <Title text="Audit" />
      <div class="headline">
        <h1>Who did what</h1>
        <p class="quiet">Every wish before Graph was asked, every outcome after it, and every refusal. Days are those of UTC.</p>
      </div>
      <div class="toolbar no-print">
        <TenantSelect
          tenants={tenants}
          chosen={tenantId}
          others={[[serviceItself, 'None: the service and its grants']]}
          onChoose={(chosen) => setQuery({ tenantId: chosen }, { replace: false })}
        />
        <Day name="from" query={query} />
        <Day name="to" query={query} />
      </div>
      {unread && <ProblemNote problem={unread} />}
      {(tenants.length > 0 || query.has('tenantId')) && <Records key={path} path={path} />}
    </>
  );
}

function Day({ name, query }: { name: 'from' | 'to'; query: URLSearchParams }) {
  return (
    <label class="field">
      <span>{name === 'from' ? 'From' : 'To'}</span>
      <input type="date" value={dayOf(query, name) ?? ''} onChange={({ currentTarget }) => setQuery({ [name]: currentTarget.value })} />
    </label>
  );
}
