import type { FunctionOutput } from '@azure/functions';
import { app, queueOutputs, schedules, type TimerName, timerHandler } from '../lib/entry.ts';

/** When each timer fires, and where its messages go. */
const timers: Record<TimerName, { schedule: string; return?: FunctionOutput }> = {
  'dispatch-notifications': { schedule: schedules.dispatch },
  'plan-polls': { schedule: schedules.poll, return: queueOutputs['poll-tenant'] },
  'watch-self': { schedule: schedules.watch, return: queueOutputs['run-operation'] },
};

for (const name of Object.keys(timers) as TimerName[]) app.timer(name, { ...timers[name], handler: timerHandler(name) });
