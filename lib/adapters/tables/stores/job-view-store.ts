import type { JobViewStore, Log } from '../../../application/ports/ports.ts';
import { ConflictError, UpstreamError } from '../../../domain/errors.ts';
import type { JobViewPage } from '../../../domain/view/job-view.ts';
import { decodePage, encodePage, isConsistent, viewKey } from '../rows/job-view-codec.ts';
import { rangeOf } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { collect, deleteRows } from '../transport/collect.ts';
import { packGroups } from '../transport/pack-groups.ts';
import type { StoredRow, Table, TableAction } from '../transport/table.ts';

const partitionKey = 'jobs';
const ATTEMPTS = 4;

/** The table `JobViews`: the read model, which can be rebuilt at any time. */
export function createJobViewStore(table: Table, reader: RowReader, log: Log): JobViewStore {
  const decode = (rows: readonly StoredRow[]) => rows.filter(reader.isKnown).flatMap((row) => decodePage(row) ?? []);

  async function read(tenantId: string): Promise<JobViewPage[] | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const rows = await collect(table, { partitionKey, ...rangeOf(tenantId) });
      if (rows.length === 0) return undefined;
      const pages = decode(rows);
      if (isConsistent(pages)) return pages;
    }
    throw new UpstreamError({ service: 'tables', operation: 'readView', reason: 'malformed', detail: 'The pages do not belong together' });
  }

  return {
    read,
    readFirst: async (tenantId) => {
      const row = await table.get(partitionKey, viewKey(tenantId, 0));
      return row && decode([row])[0];
    },
    readAll: async () => {
      const pages: JobViewPage[] = [];
      for (const [tenantId, own] of byTenant(decode(await collect(table, { partitionKey })))) {
        if (isConsistent(own)) pages.push(...own);
        else pages.push(...((await read(tenantId).catch(() => undefined)) ?? skipped(log, tenantId)));
      }
      return pages;
    },
    write: async (tenantId, pages) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await replacePages(table, tenantId, pages)) return;
      }
      throw new ConflictError('ViewChanged', 'The view of this tenant is being written by somebody else');
    },
    delete: async (tenantId) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const rows = await collect(table, { partitionKey, ...rangeOf(tenantId), select: ['v'] });
        if ((await deleteRows(table, partitionKey, rows)) === rows.length) return;
      }
    },
  };
}

/** False when a row changed between reading its ETag and writing. */
async function replacePages(table: Table, tenantId: string, pages: readonly JobViewPage[]): Promise<boolean> {
  const rows = await collect(table, { partitionKey, ...rangeOf(tenantId), select: ['v'] });
  const etags = new Map(rows.map(({ rowKey, etag }) => [rowKey, etag]));
  const actions = pages.map((page): TableAction => {
    const rowKey = viewKey(tenantId, page.page);
    const etag = etags.get(rowKey);
    etags.delete(rowKey);
    return etag ? { type: 'replace', rowKey, cells: encodePage(page), etag } : { type: 'create', rowKey, cells: encodePage(page) };
  });
  for (const [rowKey, etag] of etags) actions.push({ type: 'delete', rowKey, etag });
  // One transaction up to some 40,000 jobs; above that a reader may meet two versions and reads again.
  const single = actions.map((action) => [action]);
  for (const pack of packGroups(single)) {
    const outcome = await table.submit(
      partitionKey,
      pack.flatMap((index) => single[index] ?? []),
    );
    if (!outcome.written) return false;
  }
  return true;
}

function byTenant(pages: readonly JobViewPage[]): Map<string, JobViewPage[]> {
  return Map.groupBy(pages, ({ tenantId }) => tenantId);
}

function skipped(log: Log, tenantId: string): JobViewPage[] {
  log.warn('The view of a tenant cannot be read and is left out until its next writing', { tenantId });
  return [];
}
