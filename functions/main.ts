import { app } from '@azure/functions';
import { start } from '../lib/entry.ts';
import './get-docs.http.ts';
import './get-fleet-status.http.ts';
import './get-health-live.http.ts';
import './get-health-ready.http.ts';
import './get-incident.http.ts';
import './get-job-history.http.ts';
import './get-job.http.ts';
import './get-metrics.http.ts';
import './get-openapi.http.ts';
import './get-tenant.http.ts';
import './list-incidents.http.ts';
import './list-jobs.http.ts';
import './list-tenants.http.ts';
import './plan-polls.timer.ts';
import './poll-tenant.queue.ts';
import './record-poison-poll-tenant.queue.ts';
import './zz-not-found.http.ts';

// A fault in the settings refuses the start, with all of them in one message.
app.hook.appStart(start);
