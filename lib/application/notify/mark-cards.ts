import type { ChannelName } from '../../domain/channel/delivery.ts';
import { formatOutboxKey, isSameRow } from '../../domain/ids.ts';
import type { Incident, OutboxRow } from '../../domain/incident/incident.ts';
import { withCardTold } from '../../domain/incident/notifications.ts';
import type { OutboxChange, Ports } from '../ports/ports.ts';
import { mapLimited } from '../tenant/map-limited.ts';

type Deps = Pick<Ports, 'outbox' | 'clock' | 'log'>;

/** A card that a channel accepted at `at`, UTC ISO. */
export interface SentCard {
  row: OutboxRow;
  channel: ChannelName;
  at: string;
}

const attempts = 6;
const pauseInMs = 250;

/**
 * Removes the rows of an accepted card and notes on each incident, open or closed by now, that it was told. A conflict is read again and
 * retried. Answers those that could not be marked: they must be marked later and never be sent again.
 */
export async function markCards(deps: Deps, sent: readonly SentCard[]): Promise<SentCard[]> {
  const tenants = [...new Set(sent.map(({ row }) => row.tenantId))];
  const unmarked = await mapLimited(tenants, 4, (tenantId) =>
    markTenant(
      deps,
      tenantId,
      sent.filter(({ row }) => row.tenantId === tenantId),
    ),
  );
  return unmarked.flat();
}

async function markTenant(deps: Deps, tenantId: string, sent: readonly SentCard[]): Promise<SentCard[]> {
  let waiting = [...sent];
  for (let attempt = 0; attempt < attempts && waiting.length > 0; attempt++) {
    try {
      if (attempt > 0) waiting = await stillThere(deps, tenantId, waiting);
      waiting = await markOnce(deps, tenantId, waiting);
    } catch (error) {
      deps.log.warn('Sent cards could not be marked yet', { tenantId, cards: waiting.length, error });
      await deps.clock.sleep(pauseInMs);
    }
  }
  return waiting;
}

async function markOnce(deps: Deps, tenantId: string, sent: readonly SentCard[]): Promise<SentCard[]> {
  if (sent.length === 0) return [];
  const incidents = await deps.outbox.findIncidents(
    tenantId,
    sent.map(({ row }) => row),
  );
  const outcomes = await deps.outbox.write(
    tenantId,
    sent.map((card): OutboxChange => {
      const { row } = card;
      const incident = incidents.get(row.incidentId);
      const told = incident && { value: markTold(incident.value, card), etag: incident.etag };
      return { kind: 'removed', row, ...(told && { incident: told }) };
    }),
  );
  return sent.filter((_, index) => outcomes[index] !== 'committed');
}

async function stillThere(deps: Deps, tenantId: string, sent: readonly SentCard[]): Promise<SentCard[]> {
  const keys = new Set((await deps.outbox.list(tenantId)).map(({ value }) => formatOutboxKey(value)));
  return sent.filter(({ row }) => keys.has(formatOutboxKey(row)));
}

function markTold(incident: Incident, { row, channel, at }: SentCard): Incident {
  const { claimedBy: _by, claimedUntil: _until, claimAttempt: _attempt, unsent, ...rest } = incident;
  const isLater = unsent !== undefined && !isSameRow(unsent, row);
  return withCardTold({ ...rest, ...(isLater && { unsent }) }, { kind: row.kind, channel, at });
}
