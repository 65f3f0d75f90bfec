import { app, queueOutputs, schedules, timerHandler } from '../lib/entry.ts';

app.timer('plan-polls', {
  schedule: schedules.poll,
  return: queueOutputs['poll-tenant'],
  handler: timerHandler('plan-polls'),
});
