import type { TableServiceClientOptions } from '@azure/data-tables';
import type { Cell, TableAction } from './table.ts';

type Policies = NonNullable<TableServiceClientOptions['additionalPolicies']>;
type Answer = Awaited<ReturnType<Policies[number]['policy']['sendRequest']>>;

export interface Transactions {
  policies: Policies;
  /** Makes a transaction of the one deletion that carries `signal`. */
  give(signal: AbortSignal, body: Buffer): void;
}

const boundary = 'batch_entities';
const changeset = 'changeset_entities';

/**
 * Sends transactions in place of the SDK (13.3.2), which builds a client for each, sends each action through its pipeline (half the CPU of
 * a poll) and deletes with `If-Match: *` whatever it is told. To the SDK a transaction is one deletion: it still signs, sends, repeats
 * and makes an error of a refusal.
 */
export function createTransactions(): Transactions {
  const bodies = new WeakMap<object, Buffer>();
  return {
    give: (signal, body) => void bodies.set(signal, body),
    policies: [
      {
        // Before the SDK signs the address.
        position: 'perCall',
        policy: {
          name: 'sendTransaction',
          sendRequest: (request, next) => {
            const body = request.abortSignal && bodies.get(request.abortSignal);
            if (request.abortSignal && body !== undefined) {
              // What a WeakMap holds survives many a collection.
              bodies.delete(request.abortSignal);
              request.method = 'POST';
              const url = new URL(request.url);
              url.pathname = url.pathname.replace(/[^/]*$/, '$batch');
              request.url = url.href;
              request.body = body;
              request.headers.set('content-type', `multipart/mixed; boundary=${boundary}`);
              request.headers.delete('if-match');
            }
            return next(request);
          },
        },
      },
      {
        // Before the SDK reads the answer.
        position: 'perRetry',
        policy: {
          name: 'readTransaction',
          sendRequest: async (request, next) => {
            const answer = await next(request);
            if (!new URL(request.url).pathname.endsWith('/$batch') || answer.status >= 300) return answer;
            answer.headers.set('content-type', 'application/json');
            return { ...answer, ...outcomeOf(answer.bodyAsText ?? '') };
          },
        },
      },
    ],
  };
}

/**
 * What the change set came to, told as of a deletion: 204, or the one refusal that undid it. An answer that tells neither becomes one that
 * no deletion has, so that nobody takes it for done.
 */
function outcomeOf(text: string): Partial<Answer> {
  const [, status, body] = /^HTTP\/1\.1 ([45]\d\d).*?\r\n\r\n(.*?)\r\n--/ms.exec(text) ?? [];
  if (status !== undefined) return { status: Number(status), bodyAsText: body };
  return /^HTTP\/1\.1 2\d\d/m.test(text) ? { status: 204, bodyAsText: '' } : { status: 202 };
}

/**
 * All actions as the one change set of a batch; `tableUrl` is the address of the table.
 * https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */
export function transactionBody(tableUrl: string, partitionKey: string, actions: readonly TableAction[]): Buffer {
  const partition = `${tableUrl}(PartitionKey='${quoted(partitionKey)}'`;
  const texts = [head];
  for (const action of actions) {
    const address = `${partition},RowKey='${quoted(action.rowKey)}')`;
    texts.push(partHead, ...requestOf({ tableUrl, address, partitionKey }, action), '\r\n');
  }
  texts.push(tail);
  return joinBytes(texts);
}

/** The texts as one body, without the text that they would be together: the bodies of a poll are most of what it allocates. */
function joinBytes(texts: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  texts.reduce((offset, text) => offset + bytes.write(text, offset), 0);
  return bytes;
}

const head = `--${boundary}\r\nContent-Type: multipart/mixed; boundary=${changeset}\r\n\r\n`;
const partHead = `--${changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n`;
const tail = `--${changeset}--\r\n--${boundary}--\r\n`;
const common = 'Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0';
const content = `${common}\r\nContent-Type: application/json\r\nPrefer: return-no-content`;

interface Place {
  tableUrl: string;
  /** Of the row. */
  address: string;
  partitionKey: string;
}

function requestOf({ tableUrl, address, partitionKey }: Place, action: TableAction): string[] {
  if (action.type === 'delete') return [`DELETE ${address} HTTP/1.1\r\n${common}\r\nIf-Match: ${action.etag}\r\n\r\n`];
  const entity = JSON.stringify(entityOf(partitionKey, action.rowKey, action.cells));
  if (action.type === 'create') return [`POST ${tableUrl} HTTP/1.1\r\n${content}\r\n\r\n`, entity];
  return [`PUT ${address} HTTP/1.1\r\n${content}\r\nIf-Match: ${action.etag}\r\n\r\n`, entity];
}

function quoted(key: string): string {
  return encodeURIComponent(key.replaceAll("'", "''"));
}

/** https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations */
function entityOf(partitionKey: string, rowKey: string, cells: Record<string, Cell>): Record<string, unknown> {
  const entity: Record<string, unknown> = { PartitionKey: partitionKey, RowKey: rowKey };
  for (const name of Object.keys(cells)) {
    const cell = cells[name];
    const isBinary = cell instanceof Uint8Array;
    entity[name] = isBinary ? Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('base64') : cell;
    if (isBinary) entity[`${name}@odata.type`] = 'Edm.Binary';
  }
  return entity;
}
