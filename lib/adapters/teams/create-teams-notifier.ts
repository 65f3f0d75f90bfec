import type { Clock, Notifier } from '../../application/ports/ports.ts';
import { buildMinimalPayload, buildPayload, linesThatFit } from './build-payload.ts';
import { judgeTeamsAnswer } from './judge-answer.ts';
import { labelOf } from './label-of.ts';
import { postJson } from './post-json.ts';

/**
 * Sends Adaptive Cards to the webhook of a Teams workflow. `accepted` means that the flow took the card, not that it appeared:
 * only a flow that ends with a Response action answers 200 for the whole run.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export function createTeamsNotifier(deps: { clock: Clock }, url: string): Notifier {
  return {
    name: 'primary',
    label: labelOf(url),
    linesOf: linesThatFit,
    send: (message, { timeoutInMs, minimal }) => {
      const body = minimal ? buildMinimalPayload(message) : buildPayload(message);
      return postJson(deps, { url, body, timeoutInMs, judge: judgeTeamsAnswer });
    },
  };
}
