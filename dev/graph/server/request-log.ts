import type { Service } from '../wire/reply.ts';

interface BatchItemLog {
  id: string;
  method: string;
  url: string;
  status: number;
}

export interface LogEntry {
  at: string;
  service: Service;
  method: string;
  path: string;
  tenantId?: string;
  clientId?: string;
  body?: unknown;
  batch?: BatchItemLog[];
  /** 0 until it is answered, and for good when the connection was cut. */
  status: number;
}

export interface RequestLog {
  add(entry: LogEntry): void;
  entries(): readonly LogEntry[];
  clear(): void;
}

const secretNames = /secret|assertion|password|credential|token|authorization/i;

/** A copy without anything that could be a secret. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name, field]) => typeof field === 'boolean' || !secretNames.test(name));
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutSecrets(field)]));
}

/** Every request in the order of arrival; beyond `limit` the oldest half goes. */
export function createRequestLog(limit = 50_000): RequestLog {
  let entries: LogEntry[] = [];
  return {
    add: (entry) => {
      if (entries.length >= limit) entries = entries.slice(entries.length / 2);
      entries.push(entry);
    },
    entries: () => entries,
    clear: () => {
      entries = [];
    },
  };
}
