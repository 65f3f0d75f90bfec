import { entryFor } from '../../words/word-for.ts';

interface ChannelWords {
  says: string;
  /** What somebody can do to know more, or to mend it. */
  todo?: string;
}

const states: Readonly<Record<string, ChannelWords>> = {
  ok: { says: 'cards arrive' },
  unproven: {
    says: 'takes cards, but nobody tells whether they appear',
    todo: 'Look whether this card is in the Teams channel, or send a test card; until one was seen, do not rely on it.',
  },
  failing: { says: 'does not take cards just now', todo: 'What waits is sent by itself.' },
  broken: {
    says: 'takes no cards',
    todo: 'Open its workflow: was it switched off, or its owner removed? What waits is sent by itself then.',
  },
};

const unused: ChannelWords = { says: 'was not used yet', todo: 'Send a test card to see whether cards appear.' };

/** What the state of a channel means, by whether it ever took a card; a state that this page does not know yet stays as it is. */
export function channelWords(state: string, hasTaken: boolean): ChannelWords {
  if (state === 'unproven' && !hasTaken) return unused;
  return entryFor(states, state) ?? { says: state };
}
