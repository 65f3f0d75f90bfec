import { Fleet } from './fleet/fleet.tsx';
import { IncidentScreen } from './incident/incident-screen.tsx';
import { JobScreen } from './job/job-screen.tsx';
import type { Views } from './screen.ts';

/** Which component draws which screen. The three that a card leads to are there at once; the others are loaded when they are opened. */
export const views: Views = {
  fleet: { eager: Fleet },
  job: { eager: JobScreen },
  incident: { eager: IncidentScreen },
  incidents: { load: async () => (await import('./incident/incidents-screen.tsx')).IncidentsScreen },
  connectivity: { load: async () => (await import('./connectivity/connectivity-screen.tsx')).ConnectivityScreen },
};
