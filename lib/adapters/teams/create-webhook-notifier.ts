import type { Clock, Notifier } from '../../application/ports/ports.ts';
import { inertMessage } from './inert-message.ts';
import { judgeWebhookAnswer } from './judge-answer.ts';
import { labelOf } from './label-of.ts';
import { postJson } from './post-json.ts';

/** Sends the same news as plain JSON to any webhook; used while the first channel is broken. */
export function createWebhookNotifier(deps: { clock: Clock }, url: string): Notifier {
  return {
    name: 'secondary',
    label: labelOf(url),
    // Plain JSON has no limit of Teams; the sender offers no more than a hundred.
    linesOf: ({ items }) => items.length,
    send: (message, { timeoutInMs, minimal }) => {
      const whole = inertMessage(message);
      const body = minimal ? { ...whole, facts: [], sections: [], items: [] } : whole;
      return postJson(deps, { url, body: { v: 1, ...body }, timeoutInMs, judge: judgeWebhookAnswer });
    },
  };
}
