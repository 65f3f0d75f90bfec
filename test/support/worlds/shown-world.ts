import type { Ports } from '../../../lib/application/ports/ports.ts';
import { describeFleet } from '../../../lib/application/show/fleet/describe-fleet.ts';
import { getFleetStatus } from '../../../lib/application/show/fleet/get-fleet-status.ts';
import { getJob, type ShownJob } from '../../../lib/application/show/jobs/get-job.ts';
import type { ListedJob } from '../../../lib/domain/view/judge-tenant.ts';
import { renderMetrics } from '../../../lib/http/documents/render-metrics.ts';
import { createHttpCaches } from './http-caches.ts';

type Deps = Pick<Ports, 'clock' | 'fleet' | 'views' | 'state' | 'operations' | 'grants'>;
type Counts = Record<string, number>;

export interface Shown {
  list: readonly ListedJob[];
  /** The document of each listed job, in the order of the list. */
  documents: ShownJob[];
  status: Awaited<ReturnType<typeof getFleetStatus>>;
  /** Jobs by health, as each of the four places counts them. */
  counted: { list: Counts; documents: Counts; status: Counts; metrics: Counts };
  /** Jobs by who must act on them. */
  actors: { documents: Counts; status: Counts };
}

/** What everybody is shown at this moment, by an instance that has nothing cached. */
export async function showAll(deps: Deps, pollIntervalInMs: number): Promise<Shown> {
  const { fleetRows, fleetView, catalogue } = createHttpCaches(deps, { pollIntervalInMs });
  const query = { visible: 'all', pollIntervalInMs } as const;
  const list = (await fleetView.read()).jobs;
  const documents = await Promise.all(list.map((job) => getJob({ ...deps, catalogue }, job, query)));
  const status = await getFleetStatus({ ...deps, fleetRows, fleetView, catalogue }, query);
  const { tenants, monitor } = await describeFleet({ ...deps, fleetRows, fleetView }, query);
  const counted = {
    list: count(list.map(({ health }) => [health, 1])),
    documents: count(documents.map(({ job }) => [job.health, 1])),
    status: count(Object.entries(status.jobs.byHealth)),
    metrics: count(metricsByHealth(renderMetrics({ tenants, monitor }))),
  };
  const actors = {
    documents: count(documents.flatMap(({ explanation }) => (explanation === undefined ? [] : [[explanation.whoMustAct, 1] as const]))),
    status: count(Object.entries(status.jobs.byWhoMustAct)),
  };
  return { list, documents, status, counted, actors };
}

function metricsByHealth(text: string): [string, number][] {
  return [...text.matchAll(/^entrasync_jobs_health\{.*health="(\w+)".*\} (\d+)$/gm)].map(([, health = '', value]) => [
    health,
    Number(value),
  ]);
}

function count(entries: readonly (readonly [string, number])[]): Counts {
  const counts: Record<string, number> = {};
  for (const [health, value] of entries) if (value > 0) counts[health] = (counts[health] ?? 0) + value;
  return counts;
}
