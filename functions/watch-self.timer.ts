import { app } from '@azure/functions';
import { schedules, timerHandler } from '../lib/entry.ts';

app.timer('watch-self', { schedule: schedules.watch, handler: timerHandler('watch-self') });
