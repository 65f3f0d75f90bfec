import { createHash } from 'node:crypto';

/** All that may be told of a webhook's address: its host and the first 8 hex digits of its SHA-256. */
export function labelOf(url: string): string {
  return `${new URL(url).host}#${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;
}
