import { useRef } from 'preact/hooks';
import type { IncidentList, IncidentListItem, Problem, Tenant } from '../../../client/client.d.ts';
import { linkTo, withQuery } from '../../address/link-to.ts';
import { allOf } from '../../api/pages.ts';
import { useResource } from '../../api/use-resource.ts';
import { nameIn, useTenants } from '../../api/use-tenants.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { IncidentLine } from '../../parts/facts/incident-line.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { useSettledRows } from '../../parts/use-settled-rows.ts';
import { counted } from '../../words/durations.ts';
import type { ScreenProps } from '../screen.ts';

/** Open incidents, or those of one condition and cause: where the card of a group leads for the rest. */
export function IncidentsScreen({ query }: ScreenProps) {
  const list = useResource<IncidentList>(incidentsPath(query));
  const tenants = useTenants();
  const body = list.body.value;
  const problem = list.problem.value;
  if (body === undefined || tenants === undefined) return problem === undefined ? <Skeleton /> : <NotListed problem={problem} />;
  const cause = query.get('causeCode');
  return (
    <>
      <Title text="Incidents" />
      <div class="headline">
        <p class="crumbs">
          <a href={linkTo('fleet')}>Fleet</a>
        </p>
        <h1>
          {body.nextLink && 'The first '}
          {counted(body.value.length, 'open incident')}
        </h1>
        {body.nextLink && <a href={withQuery(location, { all: '1' })}>Show all</a>}
        {cause && (
          <p class="quiet">
            Of the cause <code>{cause}</code>. <a href={linkTo('incidents')}>Show all</a>
          </p>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {body.value.length > 0 && <IncidentRows incidents={body.value} tenants={tenants} />}
    </>
  );
}

function NotListed({ problem }: { problem: Problem }) {
  return (
    <>
      <ProblemNote problem={problem} isPage />
      {problem.status === 400 && (
        <p class="row">
          <a href={linkTo('incidents')}>Show all open incidents</a>
        </p>
      )}
    </>
  );
}

function incidentsPath(query: URLSearchParams): string {
  const search = new URLSearchParams({ pageSize: '1000' });
  for (const name of ['condition', 'causeCode', 'tenantId', 'state']) {
    const value = query.get(name);
    if (value) search.set(name, value);
  }
  const path = `/api/v1/incidents?${search}`;
  return query.has('all') ? allOf(path) : path;
}

function IncidentRows({ incidents, tenants }: { incidents: readonly IncidentListItem[]; tenants: readonly Tenant[] }) {
  const list = useRef<HTMLOListElement>(null);
  useSettledRows(list);
  return (
    <ol class="rows" aria-label="Open incidents" ref={list}>
      {incidents.map((incident) => (
        <IncidentRow key={incident.incidentId} incident={incident} tenants={tenants} />
      ))}
    </ol>
  );
}

function IncidentRow({ incident, tenants }: { incident: IncidentListItem; tenants: readonly Tenant[] }) {
  const { displayName, kindName, scope, tenantId, parentId } = incident;
  const tenant = nameIn(tenants, tenantId);
  const place = scope.kind === 'tenant' ? 'whole tenant' : tenant;
  return (
    <li class="job">
      <IncidentLine
        incident={incident}
        name={scope.kind === 'tenant' ? tenant : displayName}
        place={[place, kindName].filter(Boolean).join(' · ')}
      >
        {parentId && (
          <small>
            explained by <a href={linkTo('incident', { incidentId: parentId })}>another incident</a>
          </small>
        )}
      </IncidentLine>
    </li>
  );
}
