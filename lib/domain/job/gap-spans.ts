import { defined } from '../optional.ts';
import type { Gap, JobEvent } from './event.ts';
import { gapReasons, type Span } from './gap.ts';

/** The gap of a whole tenant. */
export function spanOfGap({ from, to, reason, code }: Gap): Span {
  return { from, to, ...defined({ reason, code }) };
}

/** The gap of one job that the event tells of; undefined for any other event. */
export function spanOfEvent({ type, from, to }: JobEvent): Span | undefined {
  const [began, ended] = [from?.at, to?.at];
  if (type !== 'gap' || typeof began !== 'string' || typeof ended !== 'string') return undefined;
  const reason = gapReasons.find((name) => name === from?.reason);
  const code = typeof from?.code === 'string' ? from.code : undefined;
  return { from: began, to: ended, ...defined({ reason, code }) };
}
