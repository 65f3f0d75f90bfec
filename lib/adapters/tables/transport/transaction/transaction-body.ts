import { toEntityJson } from '../entity-json.ts';
import type { TableAction } from '../table.ts';
import { writeMultipart } from './multipart.ts';

// Neither can begin a line of a part: JSON holds no line break, and the keys in an address are encoded.
const boundary = 'batch_entities';
const changeset = 'changeset_entities';

export const transactionType = `multipart/mixed; boundary=${boundary}`;

const partHead = 'Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n';
const common = 'Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0';
const content = `${common}\r\nContent-Type: application/json\r\nPrefer: return-no-content`;

/**
 * All actions as the one change set of a batch; `tableUrl` is the address of the table.
 * https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */
export function transactionBody(tableUrl: string, partitionKey: string, actions: readonly TableAction[]): Buffer {
  const partition = `${tableUrl}(PartitionKey='${quoted(partitionKey)}'`;
  const requests = actions.map((action) => {
    const address = action.type === 'create' ? tableUrl : `${partition},RowKey='${quoted(action.rowKey)}')`;
    return [partHead, ...requestOf(partitionKey, address, action)];
  });
  const changes = [`Content-Type: multipart/mixed; boundary=${changeset}\r\n\r\n`, ...writeMultipart(changeset, requests)];
  return joinBytes([...writeMultipart(boundary, [changes]), '\r\n']);
}

function requestOf(partitionKey: string, address: string, action: TableAction): string[] {
  if (action.type === 'delete') return [`DELETE ${address} HTTP/1.1\r\n${common}\r\nIf-Match: ${action.etag}\r\n\r\n`];
  const entity = toEntityJson({ partitionKey, rowKey: action.rowKey, cells: action.cells });
  if (action.type === 'create') return [`POST ${address} HTTP/1.1\r\n${content}\r\n\r\n`, entity];
  return [`PUT ${address} HTTP/1.1\r\n${content}\r\nIf-Match: ${action.etag}\r\n\r\n`, entity];
}

function quoted(key: string): string {
  return encodeURIComponent(key.replaceAll("'", "''"));
}

/** The texts as one body, without the text that they would be together: the bodies of a poll are most of what it allocates. */
function joinBytes(texts: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  texts.reduce((offset, text) => offset + bytes.write(text, offset), 0);
  return bytes;
}
