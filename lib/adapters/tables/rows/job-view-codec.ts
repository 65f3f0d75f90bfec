import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ChangeBook } from '../../../domain/view/change-book.ts';
import type { JobViewPage } from '../../../domain/view/job-view.ts';
import type { Cell, StoredRow } from '../transport/table.ts';
import { readIncident, storedIncident } from './incident-codec.ts';
import { encodeSegment } from './keys.ts';

const MAX_PART_BYTES = 60 * 1024;
const MAX_DECOMPRESSED_BYTES = 32 * 1024 * 1024;
// Measured on summaries: higher levels cost more time than the few bytes they save are worth.
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** `tenantId!page`, pages in order. */
export function viewKey(tenantId: string, page: number): string {
  return `${encodeSegment(tenantId)}!${String(page).padStart(4, '0')}`;
}

/** Where the changes of a tenant are kept, beside its pages. */
export function bookKey(tenantId: string): string {
  return `${encodeSegment(tenantId)}!changes`;
}

/** Its changes in the same form. An older release finds no page in it. */
export function encodeBook(book: ChangeBook): Record<string, Cell> {
  return encodeJson({ v: book.v, changes: book }, { v: book.v });
}

/** The changes of a row; undefined when its bytes are damaged. */
export function decodeBook(row: StoredRow): ChangeBook | undefined {
  return decodeJson<{ changes?: ChangeBook }>(row)?.changes;
}

/** A page as compressed JSON in as many binary columns `p0`, `p1` … as it needs. */
export function encodePage(page: JobViewPage): Record<string, Cell> {
  return encodeJson({ ...page, incidents: page.incidents.map(storedIncident) }, { v: page.v, viewVersion: page.viewVersion });
}

function encodeJson(value: object, plain: Record<string, Cell>): Record<string, Cell> {
  const bytes = brotliCompressSync(JSON.stringify(value), options);
  const cells: Record<string, Cell> = { ...plain };
  for (let part = 0; part * MAX_PART_BYTES < bytes.length; part++) {
    cells[`p${part}`] = bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES);
  }
  return cells;
}

/** The page of a row; undefined when its bytes are damaged. */
export function decodePage(row: StoredRow): JobViewPage | undefined {
  try {
    const page = decodeJson<JobViewPage>(row);
    return page && { ...page, incidents: page.incidents.map(readIncident) };
  } catch {
    return undefined;
  }
}

function decodeJson<Value>({ cells }: StoredRow): Value | undefined {
  const parts: Uint8Array[] = [];
  for (let part = 0; cells[`p${part}`] instanceof Uint8Array; part++) parts.push(cells[`p${part}`] as Uint8Array);
  try {
    return JSON.parse(brotliDecompressSync(Buffer.concat(parts), { maxOutputLength: MAX_DECOMPRESSED_BYTES }).toString()) as Value;
  } catch {
    return undefined;
  }
}

/** True when the pages are all of one writing: the same version, none missing, none too many. */
export function isConsistent(pages: readonly JobViewPage[]): boolean {
  const first = pages[0];
  return (
    first !== undefined &&
    pages.every(({ page, viewVersion }, index) => page === index && viewVersion === first.viewVersion) &&
    pages.length === first.pages
  );
}
