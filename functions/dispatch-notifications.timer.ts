import { app, schedules, timerHandler } from '../lib/entry.ts';

app.timer('dispatch-notifications', { schedule: schedules.dispatch, handler: timerHandler('dispatch-notifications') });
