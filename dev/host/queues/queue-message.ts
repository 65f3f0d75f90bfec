import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueSettings } from '../settings/host-json.ts';
import type { RpcTypedData } from '../worker/core-contract.ts';

type Encoding = QueueSettings['messageEncoding'];

/** The content of a message as stored; undefined when it is not valid base64 though it should be. */
export function decodeMessage(text: string, encoding: Encoding): Buffer | undefined {
  if (encoding === 'none') return Buffer.from(text);
  const compact = text.replace(/[ \t\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}

export function encodeMessage(content: Uint8Array | string, encoding: Encoding): string {
  return Buffer.from(content).toString(encoding === 'base64' ? 'base64' : 'utf8');
}

type MessageFacts = Pick<DequeuedMessageItem, 'messageId' | 'popReceipt' | 'dequeueCount' | 'expiresOn' | 'insertedOn' | 'nextVisibleOn'>;

/**
 * The trigger's metadata. Properties of a JSON payload join it and win: a payload with an `id` hides the id of the message.
 * https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Utility.cs
 */
export function metadataOf(message: MessageFacts, content: Buffer): Record<string, RpcTypedData> {
  const text = content.toString('utf8');
  const metadata: Record<string, RpcTypedData> = {
    QueueTrigger: { string: text },
    DequeueCount: { int: message.dequeueCount },
    Id: { string: message.messageId },
    PopReceipt: { string: message.popReceipt },
    ExpirationTime: { json: JSON.stringify(message.expiresOn) },
    InsertionTime: { json: JSON.stringify(message.insertedOn) },
    NextVisibleTime: { json: JSON.stringify(message.nextVisibleOn) },
  };
  for (const [name, value] of Object.entries(objectOf(text))) {
    if (Array.isArray(value)) continue;
    const key = Object.keys(metadata).find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
    Object.defineProperty(metadata, key, { value: { string: textOf(value) }, enumerable: true, configurable: true, writable: true });
  }
  return metadata;
}

function objectOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

// As .NET writes the values: booleans with a capital.
function textOf(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
