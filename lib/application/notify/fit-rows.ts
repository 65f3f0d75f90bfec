import type { OutboxRow } from '../../domain/incident/incident.ts';
import type { Message, Subject } from '../../domain/notification/message.ts';
import type { CardGroup } from '../../domain/notification/plan-cards.ts';
import type { Notifier } from '../ports/ports.ts';
import { mapLimited } from '../tenant/map-limited.ts';
import { type News, readSubjects } from './card-subjects.ts';
import type { DispatchDeps } from './dispatch-deps.ts';

/** No channel holds more lines on one card, so that more need not be read to find out. */
const mostLines = 100;

interface FittingRows {
  rows: readonly OutboxRow[];
  /** So many of their incidents have a line. */
  lines: number;
}

/**
 * The rows of a group that go on one card: as many as their lines have room, read before any is claimed, so that the rest stays as it is
 * and goes next. A mass goes as a whole, because a number tells of those without a line.
 */
export async function fitRows(
  deps: DispatchDeps,
  { rows, isMass }: CardGroup,
  card: { notifier: Notifier; tenantNames: ReadonlyMap<string, string>; describe(subjects: Subject[], lines: number): Message },
): Promise<FittingRows> {
  const incidentIds = [...new Set(rows.map(({ incidentId }) => incidentId))].slice(0, mostLines);
  if (incidentIds.length <= 1) return { rows, lines: 1 };
  const first = new Set(incidentIds);
  const news = await readNews(
    deps,
    rows.filter(({ incidentId }) => first.has(incidentId)),
  );
  const subjects = await readSubjects(deps, news, { tenantNames: card.tenantNames, lines: mostLines });
  if (subjects.length === 0) return { rows, lines: mostLines };
  const lines = Math.max(1, card.notifier.linesOf(card.describe(subjects, subjects.length)));
  if (isMass) return { rows, lines };
  const fitting = new Set(subjects.slice(0, lines).map(({ incident }) => incident.incidentId));
  return { rows: rows.filter(({ incidentId }) => fitting.has(incidentId)), lines };
}

async function readNews({ outbox }: Pick<DispatchDeps, 'outbox'>, rows: readonly OutboxRow[]): Promise<News[]> {
  const byTenant = [...Map.groupBy(rows, ({ tenantId }) => tenantId)];
  const parts = await mapLimited(byTenant, 4, async ([tenantId, its]) => {
    const incidents = await outbox.findIncidents(tenantId, its);
    return its.flatMap((row) => {
      const incident = incidents.get(row.incidentId)?.value;
      return incident === undefined ? [] : [{ row, incident }];
    });
  });
  return parts.flat();
}
