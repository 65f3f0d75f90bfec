import type { JobViewStore, Log, TurnBook } from '../../../application/ports/ports.ts';
import { ConflictError, UpstreamError } from '../../../domain/errors.ts';
import type { ChangeBook } from '../../../domain/view/change-book.ts';
import type { JobViewPage } from '../../../domain/view/job-view.ts';
import { bookKey, decodeBook, decodePage, encodeBook, encodePage, isConsistent, viewKey } from '../rows/job-view-codec.ts';
import { rangeOf } from '../rows/keys.ts';
import type { RowReader } from '../rows/row-codec.ts';
import { collect, deleteRows } from '../transport/query/collect.ts';
import type { Cell, StoredRow, Table, TableAction } from '../transport/table.ts';
import { packGroups } from '../transport/transaction/pack-groups.ts';

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
    readBook: async (tenantId) => {
      const row = await table.get(partitionKey, bookKey(tenantId));
      return row && reader.isKnown(row) ? decodeBook(row) : undefined;
    },
    write: async (tenantId, pages, turn) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const written = await replacePages(table, reader, { tenantId, pages, turn });
        if (written !== undefined) return written.book;
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

interface Writing {
  tenantId: string;
  pages: readonly JobViewPage[];
  turn: TurnBook | undefined;
}

/** Undefined when a row changed between reading its ETag and writing. */
async function replacePages(
  table: Table,
  reader: RowReader,
  { tenantId, pages, turn }: Writing,
): Promise<{ book: ChangeBook | undefined } | undefined> {
  // The book is read as a whole with the ETags of the pages, so that it costs no request of its own.
  const rows = await collect(table, { partitionKey, ...rangeOf(tenantId), ...(turn === undefined && { select: ['v'] }) });
  const etags = new Map(rows.map(({ rowKey, etag }) => [rowKey, etag]));
  const put = (rowKey: string, cells: Record<string, Cell>): TableAction => {
    const etag = etags.get(rowKey);
    etags.delete(rowKey);
    return etag ? { type: 'replace', rowKey, cells, etag } : { type: 'create', rowKey, cells };
  };
  const stored = rows.find(({ rowKey }) => rowKey === bookKey(tenantId));
  const before = stored && reader.isKnown(stored) ? decodeBook(stored) : undefined;
  const book = turn?.(before);
  const actions = pages.map((page) => put(viewKey(tenantId, page.page), encodePage(page)));
  if (book !== undefined && book !== before) actions.push(put(bookKey(tenantId), encodeBook(book)));
  etags.delete(bookKey(tenantId));
  for (const [rowKey, etag] of etags) actions.push({ type: 'delete', rowKey, etag });
  return (await submitAll(table, actions)) ? { book } : undefined;
}

// One transaction up to some 40,000 jobs; above that a reader may meet two versions and reads again.
async function submitAll(table: Table, actions: readonly TableAction[]): Promise<boolean> {
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
