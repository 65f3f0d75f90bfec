import type { Operation, OperationList } from '../../../client/client.d.ts';
import { setQuery } from '../../address/address.ts';
import { useResource } from '../../api/use-resource.ts';
import { nameIn, useTenants } from '../../api/use-tenants.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { TenantSelect } from '../../parts/form/tenant-select.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { OperationLine } from './operation-line.tsx';
import { operationsSentence } from './operations-sentence.ts';
import { operationsTable } from './operations-table.ts';
import { sortOperations } from './sort-operations.ts';

/** What is being done and what was done: what waits for somebody first, then what runs. */
export function OperationsScreen({ query }: ScreenProps) {
  const tenantId = query.get('tenantId') ?? '';
  const search = new URLSearchParams({ pageSize: '1000', ...(tenantId && { tenantId }) });
  const list = useResource<OperationList>(`/api/v1/operations?${search}`);
  const tenants = useTenants();
  const problem = list.problem.value;
  const body = list.body.value;
  if (tenants === undefined || (body === undefined && problem === undefined)) return <Skeleton />;
  const parts = sortOperations(body?.value ?? []);
  const tenantName = (id: string) => nameIn(tenants, id);
  const shown = [...parts.waiting, ...parts.running, ...parts.ended];
  return (
    <>
      <Title text="Operations" />
      <div class="headline">
        <h1>{body === undefined ? 'Operations' : operationsSentence(parts)}</h1>
        <p class="quiet">
          {tenantId ? 'All that are kept of this tenant.' : 'All that are not finished, and the last twenty of each tenant.'}
          {body?.nextLink && ' There are more: choose a tenant.'}
        </p>
      </div>
      <div class="toolbar no-print">
        <TenantSelect
          tenants={tenants}
          chosen={tenantId}
          others={[['', 'All tenants']]}
          onChoose={(chosen) => setQuery({ tenantId: chosen }, { replace: false })}
        />
        {shown.length > 0 && <CsvButton name="operations" table={() => operationsTable(shown, tenantName)} />}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {body && shown.length === 0 && <p class="note">Nothing was done yet from here. A job’s page is where things are done.</p>}
      <Part name="Waiting for approval" operations={parts.waiting} tenantName={tenantName} />
      <Part name="Running and being proven" operations={parts.running} tenantName={tenantName} />
      <Part name="Ended" operations={parts.ended} tenantName={tenantName} />
    </>
  );
}

interface PartProps {
  name: string;
  operations: readonly Operation[];
  tenantName: (tenantId: string) => string;
}

function Part({ name, operations, tenantName }: PartProps) {
  if (operations.length === 0) return null;
  return (
    <section aria-label={name}>
      <h2 class="line-part">{name}</h2>
      <ol class="rows">
        {operations.map((operation) => (
          <OperationLine key={operation.operationId} operation={operation} tenantName={tenantName(operation.tenantId)} />
        ))}
      </ol>
    </section>
  );
}
