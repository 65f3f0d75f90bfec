import { useRef } from 'preact/hooks';
import type { IncidentList, IncidentListItem, Problem, Tenant } from '../../../client/client.d.ts';
import { linkTo, withQuery } from '../../address/link-to.ts';
import { allOf } from '../../api/pages.ts';
import { useResource } from '../../api/use-resource.ts';
import { nameIn, useTenants } from '../../api/use-tenants.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { OnIt } from '../../parts/facts/on-it.tsx';
import { Age, Time } from '../../parts/facts/time.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { useSettledRows } from '../../parts/use-settled-rows.ts';
import { RowMark } from '../../pictures/row-mark.tsx';
import { conditionTitle } from '../../words/conditions.ts';
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
  const { incidentId, severity, displayName, kindName, condition, causeCode, openedAt, state, parentId } = incident;
  return (
    <li class="job">
      <RowMark health={severity} />
      <span class="name">
        <a class="row-link" href={linkTo('incident', { incidentId })}>
          {incident.scope.kind === 'tenant' ? nameIn(tenants, incident.tenantId) : displayName}
        </a>
        <small>
          {incident.scope.kind === 'tenant' ? 'whole tenant' : nameIn(tenants, incident.tenantId)}
          {kindName && ` · ${kindName}`}
        </small>
      </span>
      <span class="why">
        {conditionTitle(condition)}
        {condition !== causeCode && <code>{causeCode}</code>}
        {parentId && (
          <small>
            explained by <a href={linkTo('incident', { incidentId: parentId })}>another incident</a>
          </small>
        )}
      </span>
      <span class="who" />
      <span class="until quiet">
        {state === 'open' ? (
          <>
            open for <Age since={openedAt} />
          </>
        ) : (
          <Time at={openedAt} />
        )}
      </span>
      {state === 'open' ? <OnIt incident={incident} /> : <span class="on-it" />}
    </li>
  );
}
