import { type CardKind, cardKinds, type Incident, type ToldCard } from './incident.ts';

/** A card about an incident. */
export interface IncidentNotification {
  kind: CardKind;
  /** Absent where it is not sent yet, or an older release sent it. */
  channel?: ToldCard['channel'];
  /** When it was accepted, or asked for while it waits, UTC ISO. */
  at: string;
  accepted: boolean;
}

const cardsKept = 50;

/** The incident, once a channel has accepted a card about it; of a long life the opening and the latest cards stay. */
export function withCardTold<Life extends Incident>(incident: Life, card: ToldCard): Life {
  const all = [...(incident.told ?? []), card];
  const told = all.length <= cardsKept ? all : [...all.slice(0, 1), ...all.slice(1 - cardsKept)];
  return { ...incident, announced: { ...incident.announced, [card.kind]: card.at }, told };
}

/** Every card about the incident that is known of, the oldest first, and last the one that waits to be sent. */
export function notificationsOf({ told = [], announced = {}, unsent }: Incident): IncidentNotification[] {
  const isTold = (kind: string, at: string) => told.some((card) => card.kind === kind && card.at === at);
  const untold = cardKinds.flatMap((kind) => {
    const at = announced[kind];
    return at === undefined || isTold(kind, at) ? [] : [{ kind, at, accepted: true }];
  });
  const accepted: IncidentNotification[] = [...untold, ...told.map((card) => ({ ...card, accepted: true }))];
  const waiting = cardKinds.find((kind) => kind === unsent?.kind);
  return [
    ...accepted.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    ...(waiting === undefined || unsent === undefined ? [] : [{ kind: waiting, at: unsent.createdAt, accepted: false }]),
  ];
}
