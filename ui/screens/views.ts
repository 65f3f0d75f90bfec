import { Fleet } from './fleet/fleet.tsx';
import { IncidentScreen } from './incident/incident-screen.tsx';
import { JobScreen } from './job/job-screen.tsx';
import type { later } from './later.ts';
import type { Views } from './screen.ts';

/**
 * Which component draws which screen. The three that a card leads to are there at once; the others come together with the first visit to
 * one of them: in files of their own they would be half as large again.
 */
export const views: Views = {
  fleet: { eager: Fleet },
  job: { eager: JobScreen },
  incident: { eager: IncidentScreen },
  incidents: fetched('incidents'),
  explain: fetched('explain'),
  catalogue: fetched('catalogue'),
  code: fetched('code'),
  entry: fetched('entry'),
  connectivity: fetched('connectivity'),
  tenants: fetched('tenants'),
  tenant: fetched('tenant'),
  operations: fetched('operations'),
  audit: fetched('audit'),
  grants: fetched('grants'),
  monitor: fetched('monitor'),
};

function fetched(name: keyof typeof later) {
  return { load: async () => (await import('./later.ts')).later[name] };
}
