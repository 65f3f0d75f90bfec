import type { IncomingHttpHeaders } from 'node:http';

export interface Incoming {
  method: string;
  url: URL;
  /** Path and query as they were sent. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
}

export type Service = 'graph' | 'identity' | 'authority';

/** Reads JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
