export const channelNames = ['primary', 'secondary'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Why a channel did not take a card: a status, or what happened instead of an answer. */
export type DeliveryFault = `HTTP ${number}` | 'redirect' | 'timeout' | 'unreachable' | 'errorText';

/**
 * What became of one post. `proven` when the receiver answered for the whole delivery (200) and did not merely queue it (202).
 * `broken`: the same request can never succeed, somebody has to mend the channel.
 */
export type Delivery =
  | { outcome: 'accepted'; proven: boolean }
  | { outcome: 'retry'; fault: DeliveryFault; retryAfterInMs?: number }
  | { outcome: 'broken'; fault: DeliveryFault }
  | { outcome: 'tooLarge'; fault: DeliveryFault };
