import { Fleet } from './fleet/fleet.tsx';
import { IncidentScreen } from './incident/incident-screen.tsx';
import { JobScreen } from './job/job-screen.tsx';
import type { knowing } from './knowing.ts';
import type { managing } from './managing.ts';
import type { Views } from './screen.ts';

/**
 * Which component draws which screen. The three that a card leads to are there at once; the others come in two parts, each with the first
 * visit to one of its screens: small files of their own would be half as large again together.
 */
export const views: Views = {
  fleet: { eager: Fleet },
  job: { eager: JobScreen },
  incident: { eager: IncidentScreen },
  incidents: manage('incidents'),
  explain: know('explain'),
  catalogue: know('catalogue'),
  code: know('code'),
  entry: know('entry'),
  connectivity: know('connectivity'),
  tenants: manage('tenants'),
  tenant: manage('tenant'),
  operations: manage('operations'),
  audit: manage('audit'),
  grants: manage('grants'),
  monitor: manage('monitor'),
};

function know(name: keyof typeof knowing) {
  return { load: async () => (await import('./knowing.ts')).knowing[name] };
}

function manage(name: keyof typeof managing) {
  return { load: async () => (await import('./managing.ts')).managing[name] };
}
