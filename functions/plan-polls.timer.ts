import { app, output } from '@azure/functions';
import { schedules, timerHandler } from '../lib/entry.ts';

app.timer('plan-polls', {
  schedule: schedules.poll,
  return: output.storageQueue({ queueName: 'poll-tenant', connection: 'AzureWebJobsStorage' }),
  handler: timerHandler('plan-polls'),
});
