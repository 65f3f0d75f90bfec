import { app, start } from '../lib/entry.ts';
import './http.ts';
import './queues.ts';
import './timers.ts';

// A fault in the settings refuses the start, with all of them in one message.
app.hook.appStart(start);
