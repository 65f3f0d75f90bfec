import { app, queueOutputs, schedules, timerHandler } from '../lib/entry.ts';

app.timer('watch-self', {
  schedule: schedules.watch,
  return: queueOutputs['run-operation'],
  handler: timerHandler('watch-self'),
});
