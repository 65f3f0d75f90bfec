import { createSdkTable } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { claimAccount } from './azurite.ts';
import { createInMemoryTables } from './in-memory-table.ts';

/** Both kinds of tables for `describe.each`: a contract holds for each, so tests of the application may use the quick one. */
export const tableKinds: readonly [name: string, open: () => OpenTable][] = [
  ['in memory', createInMemoryTables],
  ['on Azurite', openAzuriteTables],
];

function openAzuriteTables(): OpenTable {
  const { connectionString } = claimAccount();
  return (name) => createSdkTable({ kind: 'connectionString', connectionString }, name);
}
