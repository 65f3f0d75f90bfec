import * as z from 'zod';
import { incidentsReadAt, passTimes, timesBehindNothing } from '../../../application/show/fleet/observed-at.ts';
import { incidentKeyOf, type ListedIncident, loadOutlooks } from '../../../application/show/incident-outlook.ts';
import { listClosedIncidents, listOpenIncidents, listRecentlyClosed } from '../../../application/show/list-incidents.ts';
import { onDemand } from '../../../domain/on-demand.ts';
import { defined } from '../../../domain/optional.ts';
import { incidentListItem, type Surroundings } from '../../documents/incident/incident-document.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import type { SilentAnswer } from '../../response/answer.ts';
import { scopeVersion } from '../../response/scope-version.ts';
import { emptyPath, guidParameter, nameParameter, storeKey, time } from '../../schemas/common.ts';
import { condition } from '../../schemas/condition.ts';
import { IncidentListItem } from '../../schemas/incident/incident.ts';
import { defineOperation, type OperationInput } from '../define-operation.ts';

const SortKeySchema = z
  .tuple([z.enum(['critical', 'warning']), z.string(), z.string(), z.string()])
  .transform(([severity, disableAt, openedAt, incidentId]) => ({ severity, disableAt, openedAt, incidentId }));

const ClosedKeySchema = z.tuple([time, z.string().max(200)]).transform(([resolvedAt, incidentId]) => ({ resolvedAt, incidentId }));

const QuerySchema = z.strictObject({
  condition: condition.optional(),
  causeCode: nameParameter.optional(),
  tenantId: guidParameter.optional(),
  state: z.enum(['open', 'closed']).default('open').meta({
    description: '`closed`: of all tenants those of the last seven days, the latest 1,000 of each; with `tenantId` all that are kept.',
  }),
  ...pagingQuery,
});

type Input = OperationInput<Record<string, never>, z.output<typeof QuerySchema>>;

/** Open incidents of every visible tenant, those that closed lately, or all closed ones of one tenant. */
export const listIncidentsOperation = defineOperation({
  id: 'list-incidents',
  role: 'Reader',
  tag: 'Incidents',
  summary: 'List incidents, worst first',
  description: 'Open incidents are sorted by severity, then by when their job is switched off, then by age; closed ones newest first.',
  path: emptyPath,
  query: QuerySchema,
  page: ({ query }) => `/incidents${searchOf(query)}`,
  answers: { 200: { description: 'One page of incidents.', schema: collectionOf(IncidentListItem).meta({ id: 'IncidentList' }) } },
  problems: ['InvalidContinuation'],
  handle: (input) => {
    const { state, tenantId } = input.query;
    if (state === 'open') return answerOpen(input);
    return tenantId === undefined ? answerRecent(input) : answerClosed(input, tenantId);
  },
});

async function answerOpen({ deps, caller, baseUrl, query }: Input): Promise<SilentAnswer> {
  const after = readContinuation(SortKeySchema, query);
  const view = await deps.fleetView.read();
  const asked = { visible: caller.visible, tenantId: query.tenantId };
  const page = onDemand(() => listOpenIncidents(view, { visible: caller.visible, filters: query, pageSize: query.pageSize, after }));
  return {
    ...scopeVersion(view, caller, query.tenantId),
    source: view,
    readAt: async () =>
      page().value.length === 0
        ? timesBehindNothing(deps, asked)
        : incidentsReadAt(
            page().value.map(({ incident }) => incident),
            view,
            await deps.fleetRows.read(),
          ),
    async body() {
      const { value, last } = page();
      const next = last && nextLink(`${baseUrl}/incidents`, query, continuationOf(last));
      const tellOutlook = await loadOutlooks(deps.catalogue);
      const surroundings = surroundingsOf({ deps, caller, baseUrl });
      return {
        value: value.map((listed) => incidentListItem(listed.incident, surroundings, tellOutlook(listed))),
        ...(next && { nextLink: next }),
      };
    },
  };
}

async function answerRecent({ deps, caller, baseUrl, query }: Input): Promise<SilentAnswer> {
  const after = readContinuation(ClosedKeySchema, query);
  const { visible } = caller;
  const { value, last } = listRecentlyClosed(await deps.fleetView.read(), { visible, filters: query, pageSize: query.pageSize, after });
  const next = last && nextLink(`${baseUrl}/incidents`, query, [last.resolvedAt, last.incidentId]);
  return {
    readAt: () => passTimes(deps, { visible }),
    body: () => ({
      value: value.map((incident) => incidentListItem(incident, surroundingsOf({ deps, caller, baseUrl }))),
      ...(next && { nextLink: next }),
    }),
  };
}

async function answerClosed({ deps, caller, baseUrl, query }: Input, tenantId: string): Promise<SilentAnswer> {
  const after = readContinuation(storeKey, query);
  const { pageSize } = query;
  const page = await listClosedIncidents(deps, { tenantId, visible: caller.visible, filters: query, pageSize, after });
  const next = page.after && nextLink(`${baseUrl}/incidents`, query, page.after);
  return {
    readAt: () => passTimes(deps, { visible: caller.visible, tenantId }),
    body: () => ({
      value: page.value.map((incident) => incidentListItem(incident, surroundingsOf({ deps, caller, baseUrl }))),
      ...(next && { nextLink: next }),
    }),
  };
}

function continuationOf(last: ListedIncident): string[] {
  const { severity, disableAt, openedAt, incidentId } = incidentKeyOf(last);
  return [severity, disableAt, openedAt, incidentId];
}

// What the card of a group asks for; pages are the caller's own affair.
function searchOf({ condition, causeCode, tenantId }: z.output<typeof QuerySchema>): string {
  const search = new URLSearchParams(defined({ condition, causeCode, tenantId })).toString();
  return search && `?${search}`;
}

function surroundingsOf({ deps, caller, baseUrl }: Pick<Input, 'deps' | 'caller' | 'baseUrl'>): Surroundings {
  return { baseUrl, portalBaseUrl: deps.settings.portalBaseUrl, visible: caller.visible };
}
