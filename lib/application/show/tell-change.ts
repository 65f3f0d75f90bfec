import { sees, type Visibility } from '../../domain/access/visibility.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { placeOf } from '../../domain/incident/incident-scope.ts';
import type { JobEvent } from '../../domain/job/event.ts';
import { shownOperation } from '../../domain/operation/listed-operations.ts';
import { asOf, type ShownOperation } from '../../domain/operation/operation.ts';
import type { Change } from '../../domain/view/change-book.ts';
import type { Ports } from '../ports/ports.ts';

/** Something that changed: an event as it was, an incident or an operation as it is now. */
export type ToldChange =
  | { kind: 'event'; event: JobEvent }
  | { kind: 'incident'; incident: Incident }
  | { kind: 'operation'; operation: ShownOperation };

type Deps = Pick<Ports, 'clock' | 'state' | 'operations'>;

/** The rows that a change is about, oldest first; those that were pruned, or may not be seen, are left out. */
export async function tellChange(deps: Deps, change: Change, visible: Visibility): Promise<ToldChange[]> {
  if (change.kind === 'jobs') return tellEvents(deps, change);
  return change.kind === 'incidents' ? tellIncidents(deps, change, visible) : tellOperation(deps, change);
}

async function tellEvents({ state }: Deps, { tenantId, key, after, to }: Change): Promise<ToldChange[]> {
  const [servicePrincipalId = '', jobId = ''] = key;
  const events = await state.listEventsBetween({ tenantId, servicePrincipalId, jobId }, { after, to });
  return events.map((event) => ({ kind: 'event', event }));
}

async function tellIncidents({ state }: Deps, { tenantId, key, after, to }: Change, visible: Visibility): Promise<ToldChange[]> {
  const [hash = ''] = key;
  const told: ToldChange[] = [];
  for (let openedSeq = after + 1; openedSeq <= to; openedSeq++) {
    const current = openedSeq === to ? (await state.getIncident(tenantId, hash))?.value : undefined;
    const isOpen = current?.state === 'open' && current.openedSeq === openedSeq;
    const incident = isOpen ? current : await state.getPastIncident(tenantId, hash, openedSeq);
    if (incident !== undefined && sees(visible, placeOf(incident))) told.push({ kind: 'incident', incident });
  }
  return told;
}

async function tellOperation({ operations, clock }: Deps, { tenantId, key }: Change): Promise<ToldChange[]> {
  const [hash = ''] = key;
  const operation = await operations.read(tenantId, hash);
  return operation === undefined ? [] : [{ kind: 'operation', operation: shownOperation(asOf(operation, clock.now())) }];
}
