import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { createWitness, type Witness } from './witness.ts';

interface Storage {
  folder: string;
  tablePort: string;
  queuePort: string;
  accountKey: string;
}

/** Looks at every row and message that the tests of a run have left in the emulator, and tells how much was looked at in all. */
export async function watchRun({ folder, tablePort, queuePort, accountKey }: Storage): Promise<{ told: string; leaks: readonly string[] }> {
  const witness = createWitness();
  const claimed = existsSync(join(folder, 'claims')) ? readdirSync(join(folder, 'claims')) : [];
  for (const name of claimed) {
    const keys = `DefaultEndpointsProtocol=http;AccountName=${name};AccountKey=${accountKey}`;
    await seeTables(witness, `${keys};TableEndpoint=http://127.0.0.1:${tablePort}/${name}`);
    await seeQueues(witness, `${keys};QueueEndpoint=http://127.0.0.1:${queuePort}/${name}`);
  }
  const sums: Record<string, number> = { ...witness.seen };
  const reports = existsSync(join(folder, 'witness')) ? readdirSync(join(folder, 'witness')) : [];
  for (const report of reports) {
    for (const [place, count] of Object.entries(JSON.parse(readFileSync(join(folder, 'witness', report), 'utf8')))) {
      sums[place] = (sums[place] ?? 0) + Number(count);
    }
  }
  const counts = Object.entries(sums).map(([place, count]) => `${count} ${place}s`);
  return { told: `Looked for marked secrets in ${counts.join(', ')}: ${witness.leaks.length} in what was left.`, leaks: witness.leaks };
}

async function seeTables(witness: Witness, connectionString: string): Promise<void> {
  const options = { allowInsecureConnection: true };
  for await (const { name = '' } of TableServiceClient.fromConnectionString(connectionString, options).listTables()) {
    for await (const row of TableClient.fromConnectionString(connectionString, name, options).listEntities()) witness.see('row', row);
  }
}

async function seeQueues(witness: Witness, connectionString: string): Promise<void> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of service.listQueues()) {
    const { peekedMessageItems } = await service.getQueueClient(name).peekMessages({ numberOfMessages: 32 });
    for (const { messageText } of peekedMessageItems) {
      witness.see('row', messageText);
      witness.see('row', Buffer.from(messageText, 'base64').toString('utf8'));
    }
  }
}
