import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
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

/** A page as compressed JSON in as many binary columns `p0`, `p1` … as it needs. */
export function encodePage(page: JobViewPage): Record<string, Cell> {
  const bytes = brotliCompressSync(JSON.stringify({ ...page, incidents: page.incidents.map(storedIncident) }), options);
  const cells: Record<string, Cell> = { v: page.v, viewVersion: page.viewVersion };
  for (let part = 0; part * MAX_PART_BYTES < bytes.length; part++) {
    cells[`p${part}`] = bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES);
  }
  return cells;
}

/** The page of a row; undefined when its bytes are damaged. */
export function decodePage({ cells }: StoredRow): JobViewPage | undefined {
  const parts: Uint8Array[] = [];
  for (let part = 0; cells[`p${part}`] instanceof Uint8Array; part++) parts.push(cells[`p${part}`] as Uint8Array);
  try {
    const text = brotliDecompressSync(Buffer.concat(parts), { maxOutputLength: MAX_DECOMPRESSED_BYTES }).toString();
    const page = JSON.parse(text) as JobViewPage;
    return { ...page, incidents: page.incidents.map(readIncident) };
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
