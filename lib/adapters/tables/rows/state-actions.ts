import type { StateWrite } from '../../../domain/tenant/decide/state-write.ts';
import { anyEtag, type Cell, type TableAction } from '../transport/table.ts';
import { fitData, shrinkEvent, shrinkJob } from './fit-data.ts';
import { cardData, incidentData } from './incident-codec.ts';
import { stateKeys } from './keys.ts';
import { encodeData } from './row-codec.ts';
import { shortenSnapshot } from './short-snapshot.ts';

/** The rows of one group, events first: a created row is the best witness of a doubtful transaction. */
export function toActions(group: readonly StateWrite[]): TableAction[] {
  const events = group.filter(({ type }) => type === 'event');
  return [...events, ...group.filter(({ type }) => type !== 'event')].map(toAction);
}

function toAction(write: StateWrite): TableAction {
  switch (write.type) {
    case 'target':
      return put(stateKeys.target(write.value.servicePrincipalId), encodeData(write.value, fitData(write.value)), write.etag);
    case 'targetRemoved':
      return { type: 'delete', rowKey: stateKeys.target(write.servicePrincipalId), etag: write.etag };
    case 'job':
      return put(stateKeys.job(write.value), encodeData(write.value, fitData(shortenSnapshot(write.value), shrinkJob)), write.etag);
    case 'jobPruned':
      return { type: 'delete', rowKey: stateKeys.job(write.key), etag: write.etag };
    case 'event':
      return put(stateKeys.event(write.value), past(write.value, fitData(shortenSnapshot(write.value), shrinkEvent), write.value.at));
    case 'gap':
      return put(stateKeys.gap(write.value.to), past(write.value, fitData(write.value), write.value.to));
    case 'hourly':
      return put(stateKeys.hourly(write.value.name), encodeData(write.value, fitData(write.value)), write.etag);
    case 'domain':
      return put(stateKeys.domain(write.value.domain), encodeData(write.value, fitData(write.value)), write.etag);
    case 'domainRemoved':
      return { type: 'delete', rowKey: stateKeys.domain(write.domain), etag: write.etag };
    case 'incident':
      return put(stateKeys.incident(write.value.hash), encodeData(write.value, incidentData(write.value)), write.etag);
    case 'pastIncident': {
      const { value } = write;
      return put(stateKeys.pastIncident(value.hash, value.openedSeq), past(value, incidentData(value), value.resolvedAt));
    }
    case 'outbox':
      return put(stateKeys.outbox(write.value), encodeData(write.value, cardData(write.value)));
    case 'outboxRemoved':
      // The incident row of the same transaction guards it: whoever claims or sends a card changes that row first.
      return { type: 'delete', rowKey: stateKeys.outbox(write.row), etag: anyEtag };
  }
}

/** `at` stands beside the JSON because pruning reads nothing else. */
function past(value: { v: number }, data: string, at: string): Record<string, Cell> {
  return { ...encodeData(value, data), at };
}

function put(rowKey: string, cells: Record<string, Cell>, etag?: string): TableAction {
  return etag === undefined ? { type: 'create', rowKey, cells } : { type: 'replace', rowKey, cells, etag };
}
