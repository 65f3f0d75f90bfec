import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import type { JobViewPage } from '../../../domain/view/job-view.ts';
import type { Ports } from '../../ports/ports.ts';

/** The pages of a tenant: the very same object until its row names others. */
export interface HeldView {
  pages: readonly JobViewPage[];
  /** What the row named when they were read; missing when they were older than that. */
  viewHash: string | undefined;
}

const readsAtOnce = 16;
// Beyond this many tenants one scan of all pages is cheaper than a request for each.
const scanFrom = 64;

/** The views of all rows: those held where the row still names them, the others read anew. Tenants without a view are left out. */
export async function readChangedViews(
  deps: Pick<Ports, 'views'>,
  held: ReadonlyMap<string, HeldView>,
  rows: readonly FleetRow[],
): Promise<Map<string, HeldView>> {
  const withView = rows.filter(({ viewVersion }) => viewVersion !== undefined);
  const changed = withView.filter((row) => !isCurrent(held.get(row.tenantId), row));
  const scanned = changed.length >= scanFrom ? pagesByTenant(await deps.views.readAll()) : new Map<string, JobViewPage[]>();
  const views = new Map<string, HeldView>();
  for (const { tenantId } of withView) {
    const view = held.get(tenantId);
    if (view !== undefined) views.set(tenantId, view);
  }
  for (let start = 0; start < changed.length; start += readsAtOnce) {
    const part = changed.slice(start, start + readsAtOnce);
    const reads = await Promise.all(part.map((row) => readView(deps, row, scanned.get(row.tenantId))));
    part.forEach((row, index) => {
      const view = reads[index];
      if (view === undefined) views.delete(row.tenantId);
      else views.set(row.tenantId, view);
    });
  }
  return views;
}

/** True when the held pages are those the row names. */
export function isCurrent(view: HeldView | undefined, row: FleetRow): boolean {
  return view?.viewHash !== undefined && view.viewHash === row.viewHash;
}

async function readView(deps: Pick<Ports, 'views'>, row: FleetRow, scanned: JobViewPage[] | undefined): Promise<HeldView | undefined> {
  const pages = scanned !== undefined && isWhole(scanned, row) ? scanned : await deps.views.read(row.tenantId);
  const viewVersion = pages?.[0]?.viewVersion;
  if (pages === undefined || viewVersion === undefined) return undefined;
  // Pages are written before the row names them: newer ones are right, and are read once more when it does.
  return { pages, viewHash: viewVersion < (row.viewVersion ?? 0) ? undefined : row.viewHash };
}

function isWhole(pages: readonly JobViewPage[], row: FleetRow): boolean {
  return pages.length === pages[0]?.pages && pages.every(({ viewVersion }) => viewVersion === row.viewVersion);
}

function pagesByTenant(pages: readonly JobViewPage[]): Map<string, JobViewPage[]> {
  const byTenant = Map.groupBy(pages, ({ tenantId }) => tenantId);
  for (const tenantPages of byTenant.values()) tenantPages.sort((one, other) => one.page - other.page);
  return byTenant;
}
