import { createHmac } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { servicePrincipalIdOf, tenantIdOf } from '../support/fleet.ts';
import { pollTenants, servePolls, settingOf } from './contestant.ts';

// The least that can be done with the same requests: plain HTTP, batches of 20, four in flight per tenant, transactions of 100, no SDK,
// no judgement, no lists, no lease. One entity a job with the same columns.

// New for each poll: between two of them the servers close what is idle.
let agent = new Agent();

const graphUrl = settingOf('GRAPH_URL');
const storage = new Map(
  settingOf('STORAGE')
    .split(';')
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
);
const tablesUrl = storage.get('TableEndpoint') ?? '';
const account = storage.get('AccountName') ?? '';
const key = Buffer.from(storage.get('AccountKey') ?? '', 'base64');
const lanes = 4;
// The other floor reads what it replaces, as everybody has to who compares, or guards a write by its ETag.
const readsFirst = process.env.READS_FIRST === 'yes';

interface BatchAnswer {
  responses: { id: string; body: { value: { id: string }[] } }[];
}

function exchange(
  method: string,
  address: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

/** https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#shared-key-lite-for-table-service */
function signed(path: string): Record<string, string> {
  const date = new Date().toUTCString();
  const signature = createHmac('sha256', key).update(`${date}\n/${account}/${account}${path}`).digest('base64');
  return { 'x-ms-date': date, 'x-ms-version': '2019-02-02', authorization: `SharedKeyLite ${account}:${signature}` };
}

async function createTable(): Promise<void> {
  const headers = { ...signed('/Tables'), 'content-type': 'application/json', accept: 'application/json;odata=nometadata' };
  await exchange('POST', `${tablesUrl}/Tables`, headers, '{"TableName":"RawFloor"}');
}

async function readBatch(ids: readonly string[]): Promise<BatchAnswer['responses']> {
  const requests = ids.map((id, index) => ({ id: String(index), method: 'GET', url: `/servicePrincipals/${id}/synchronization/jobs` }));
  const headers = { 'content-type': 'application/json', authorization: 'Bearer opaque' };
  const { text } = await exchange('POST', `${graphUrl}/v1.0/$batch`, headers, JSON.stringify({ requests }));
  return (JSON.parse(text) as BatchAnswer).responses;
}

interface Entity {
  PartitionKey: string;
  RowKey: string;
  v: number;
  data: string;
  writerOpId: string;
}

async function writeTransaction(entities: readonly Entity[]): Promise<void> {
  const parts = entities.map((entity) => {
    const address = `${tablesUrl}/RawFloor(PartitionKey='${entity.PartitionKey}',RowKey='${entity.RowKey}')`;
    return `--changeset_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nPUT ${address} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nContent-Type: application/json\r\nDataServiceVersion: 3.0\r\n\r\n${JSON.stringify(entity)}\r\n`;
  });
  const body = `--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n${parts.join('')}--changeset_1--\r\n--batch_1--\r\n`;
  const headers = { ...signed('/$batch'), 'content-type': 'multipart/mixed; boundary=batch_1', dataserviceversion: '3.0' };
  const { status, text } = await exchange('POST', `${tablesUrl}/$batch`, headers, body);
  if (status !== 202 || /HTTP\/1\.1 [45]/.test(text)) throw new Error(`The transaction failed: ${status} ${text.slice(0, 300)}`);
}

async function readRows(tenant: number): Promise<Entity[]> {
  const rows: Entity[] = [];
  let next = '';
  do {
    const filter = encodeURIComponent(`PartitionKey eq '${tenantIdOf(tenant)}'`);
    const headers = { ...signed('/RawFloor()'), accept: 'application/json;odata=minimalmetadata' };
    const answer = await exchange('GET', `${tablesUrl}/RawFloor()?$filter=${filter}${next}`, headers, '');
    rows.push(...(JSON.parse(answer.text) as { value: Entity[] }).value);
    const { 'x-ms-continuation-nextpartitionkey': partition, 'x-ms-continuation-nextrowkey': row } = answer.headers;
    next = partition === undefined ? '' : `&NextPartitionKey=${String(partition)}&NextRowKey=${String(row)}`;
  } while (next !== '');
  return rows;
}

async function pollTenant(tenant: number, servicePrincipals: number): Promise<number> {
  if (readsFirst) for (const { data } of await readRows(tenant)) JSON.parse(data);
  const ids = Array.from({ length: servicePrincipals }, (_, index) => servicePrincipalIdOf(tenant, index));
  let next = 0;
  let jobs = 0;
  let pending: Entity[] = [];
  const lane = async (): Promise<void> => {
    while (next < ids.length) {
      const batch = ids.slice(next, next + 20);
      next += 20;
      for (const { id, body } of await readBatch(batch)) {
        for (const job of body.value) {
          const entity = { PartitionKey: tenantIdOf(tenant), RowKey: `${batch[Number(id)]}!${job.id}`, v: 1 };
          pending.push({ ...entity, data: JSON.stringify(job), writerOpId: 'raw' });
          jobs += 1;
        }
      }
      while (pending.length >= 100) {
        const full = pending.slice(0, 100);
        pending = pending.slice(100);
        await writeTransaction(full);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (pending.length > 0) await writeTransaction(pending);
  return jobs;
}

await createTable();

servePolls((task) => {
  agent.destroy();
  agent = new Agent({ keepAlive: true });
  return pollTenants(task, (tenant) => pollTenant(tenant, task.servicePrincipals));
});
