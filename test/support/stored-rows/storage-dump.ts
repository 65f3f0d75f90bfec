import { TableClient, type TableEntity, TableServiceClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';

/** A column as the service has it: text, number and truth by themselves, every other kind with its name, binary as base64. */
export type DumpedCell = string | number | boolean | { type: string; value: string };
export type DumpedRow = { partitionKey: string; rowKey: string } & Record<string, DumpedCell>;

export interface StorageDump {
  /** Rows in the order of their keys, by table. */
  tables: Record<string, DumpedRow[]>;
  /** The texts of the messages, as they are stored, by queue. */
  queues: Record<string, string[]>;
}

const allowInsecureConnection = true;
const mostMessagesOfOneLook = 32;

/** Every row of every table and every message of every queue, without what the service itself adds to them. */
export async function dumpStorage(connectionString: string): Promise<StorageDump> {
  const dump: StorageDump = { tables: {}, queues: {} };
  for await (const { name = '' } of TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection }).listTables()) {
    dump.tables[name] = await dumpTable(TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection }));
  }
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of queues.listQueues()) {
    const { peekedMessageItems } = await queues.getQueueClient(name).peekMessages({ numberOfMessages: mostMessagesOfOneLook });
    dump.queues[name] = peekedMessageItems.map(({ messageText }) => messageText);
  }
  return dump;
}

async function dumpTable(client: TableClient): Promise<DumpedRow[]> {
  const rows: DumpedRow[] = [];
  for await (const entity of client.listEntities({ disableTypeConversion: true })) {
    const { partitionKey = '', rowKey = '', etag: _etag, timestamp: _timestamp, ...rest } = entity;
    const cells = Object.entries(rest).filter(([name]) => !name.startsWith('odata.'));
    rows.push({ partitionKey, rowKey, ...Object.fromEntries(cells.map(([name, cell]) => [name, cellOf(cell as TypedCell)])) });
  }
  return rows.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

type TypedCell = Exclude<DumpedCell, string | number | boolean>;

/** Three kinds are the same without their name; the service tells them apart by their JSON. */
function cellOf({ type, value }: TypedCell): DumpedCell {
  if (type === 'String') return value;
  if (type === 'Int32') return Number(value);
  return type === 'Boolean' ? value === 'true' : { type, value };
}

function keyOf({ partitionKey, rowKey }: DumpedRow): string {
  return `${partitionKey}\n${rowKey}`;
}

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
