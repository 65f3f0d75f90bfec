import { cloudSyncRows } from './cloud-sync-rows.ts';
import { connectRows } from './connect-rows.ts';
import type { Cloud, EndpointFacts, EndpointRow, Product } from './endpoint-row.ts';
import { governmentRows, writebackRows } from './more-rows.ts';

function toRow(facts: EndpointFacts): EndpointRow {
  const { product, cloud, superseded, asOf, phase, feature, pattern, path = '', port } = facts;
  const kind = [cloud === 'public' ? [] : cloud, superseded ? asOf.slice(0, 4) : [], feature ?? phase ?? []].flat();
  return {
    id: [product, ...kind, `${pattern}${path}:${port}`].join('/'),
    direction: 'outbound',
    protocol: port === 80 ? 'HTTP' : 'HTTPS',
    ...facts,
  };
}

/** Every row of the tables, superseded ones and those of other clouds and of single features too. */
export const endpoints: readonly EndpointRow[] = [...connectRows, ...cloudSyncRows, ...governmentRows, ...writebackRows].map(toRow);

/** The rows of one cloud, of one product where it is named. */
export function endpointsOf({ product, cloud = 'public' }: { product?: Product | undefined; cloud?: Cloud | undefined }): EndpointRow[] {
  return endpoints.filter((row) => row.cloud === cloud && (product === undefined || row.product === product));
}

/** Whether the product stops where this host is closed: needed, and not replaced by another row. */
export function isNeeded({ required, superseded }: Pick<EndpointRow, 'required' | 'superseded'>): boolean {
  return required && superseded !== true;
}
