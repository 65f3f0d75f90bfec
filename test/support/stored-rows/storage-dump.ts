import { TableClient, type TableEntity } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';

/** A column as the service has it: text, number and truth by themselves, every other kind with its name, binary as base64. */
type DumpedCell = string | number | boolean | { type: string; value: string };
export type DumpedRow = { partitionKey: string; rowKey: string } & Record<string, DumpedCell>;

export interface StorageDump {
  /** Rows in the order of their keys, by table. */
  tables: Record<string, DumpedRow[]>;
  /** The texts of the messages, as they are stored, by queue. */
  queues: Record<string, string[]>;
}

const allowInsecureConnection = true;
/** Puts a dump into an empty account. */
export async function loadStorage(connectionString: string, { tables, queues }: StorageDump): Promise<void> {
  const loadTable = async ([name, rows]: [string, DumpedRow[]]) => {
    const client = TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection });
    await client.createTable();
    const partitions = Map.groupBy(rows, ({ partitionKey }) => partitionKey);
    for (const partition of partitions.values()) {
      for (let start = 0; start < partition.length; start += 100) {
        await client.submitTransaction(partition.slice(start, start + 100).map((row) => ['create', row as TableEntity]));
      }
    }
  };
  const service = QueueServiceClient.fromConnectionString(connectionString);
  const loadQueue = async ([name, texts]: [string, string[]]) => {
    await service.createQueue(name);
    for (const text of texts) await service.getQueueClient(name).sendMessage(text);
  };
  await Promise.all([...Object.entries(tables).map(loadTable), ...Object.entries(queues).map(loadQueue)]);
}
