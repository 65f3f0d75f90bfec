import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { overrideHostJson } from './override-host-json.ts';
import { parseTimeSpan } from './time-span.ts';

export interface QueueSettings {
  batchSize: number;
  newBatchThreshold: number;
  maxDequeueCount: number;
  visibilityTimeoutInMs: number;
  maxPollingIntervalInMs: number;
  messageEncoding: 'base64' | 'none';
}

export interface HostSettings {
  routePrefix: string;
  /** Undefined: no limit. */
  functionTimeoutInMs: number | undefined;
  queues: QueueSettings;
  /** What brings every binding but those of HTTP and timers. */
  extensionBundle: { id: string; version: string } | undefined;
}

type Section = Record<string, unknown>;

/** Reads `host.json` of `folder`, and what the environment puts in its place; a value the real host refuses is an error that names the key. */
export async function readHostJson(folder: string, env: NodeJS.ProcessEnv): Promise<HostSettings> {
  const document: unknown = JSON.parse(await readFile(join(folder, 'host.json'), 'utf8'));
  return parseHostJson(overrideHostJson(document, env), env.AZURE_FUNCTIONS_ENVIRONMENT === 'Development');
}

/**
 * The defaults are the host's: https://learn.microsoft.com/azure/azure-functions/functions-host-json
 * In the Development environment the Storage extension polls at least every two seconds.
 */
export function parseHostJson(document: unknown, isDevelopment: boolean): HostSettings {
  const root = sectionOf(document);
  if (root.version !== '2.0') throw new Error('host.json: "version" must be "2.0"');
  const extensions = sectionOf(root.extensions);
  const routePrefix = sectionOf(extensions.http).routePrefix ?? 'api';
  if (typeof routePrefix !== 'string') throw new Error('host.json: extensions.http.routePrefix must be a text');
  return {
    routePrefix: routePrefix.replace(/^\/+|\/+$/g, ''),
    extensionBundle: extensionBundleOf(root.extensionBundle),
    functionTimeoutInMs: functionTimeoutOf(root.functionTimeout),
    queues: queueSettingsOf(sectionOf(extensions.queues), isDevelopment),
  };
}

function extensionBundleOf(value: unknown): HostSettings['extensionBundle'] {
  if (value === undefined || value === null) return undefined;
  const { id, version } = sectionOf(value);
  if (typeof id !== 'string' || id === '') throw new Error('host.json: extensionBundle.id is missing');
  if (typeof version !== 'string' || !/^[[(][\d.*, ]+[\])]$/.test(version)) {
    throw new Error('host.json: extensionBundle.version must be a range such as [4.*, 5.0.0)');
  }
  return { id, version };
}

function queueSettingsOf(queues: Section, isDevelopment: boolean): QueueSettings {
  const batchSize = integerOf(queues, 'batchSize', 16, 1, 32);
  const maxPollingIntervalInMs = timeSpanOf(queues, 'maxPollingInterval', 60_000);
  const messageEncoding = String(queues.messageEncoding ?? 'base64').toLowerCase();
  if (messageEncoding !== 'base64' && messageEncoding !== 'none')
    throw new Error('host.json: extensions.queues.messageEncoding must be base64 or none');
  return {
    batchSize,
    newBatchThreshold: integerOf(
      queues,
      'newBatchThreshold',
      Math.floor(batchSize / 2) * availableParallelism(),
      0,
      Number.MAX_SAFE_INTEGER,
    ),
    maxDequeueCount: integerOf(queues, 'maxDequeueCount', 5, 1, Number.MAX_SAFE_INTEGER),
    visibilityTimeoutInMs: timeSpanOf(queues, 'visibilityTimeout', 0),
    maxPollingIntervalInMs: Math.max(100, isDevelopment ? Math.min(maxPollingIntervalInMs, 2_000) : maxPollingIntervalInMs),
    messageEncoding,
  };
}

function functionTimeoutOf(value: unknown): number | undefined {
  if (value === undefined) return 30 * 60_000;
  const milliseconds = value === '-1' ? -1 : parseTimeSpan(String(value));
  if (milliseconds === undefined || (milliseconds >= 0 && milliseconds < 1_000)) {
    throw new Error('host.json: functionTimeout must be a time span of at least one second, or "-1"');
  }
  return milliseconds < 0 ? undefined : milliseconds;
}

function sectionOf(value: unknown): Section {
  return typeof value === 'object' && value !== null ? (value as Section) : {};
}

function integerOf(section: Section, key: string, byDefault: number, min: number, max: number): number {
  const value = section[key] ?? byDefault;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`host.json: extensions.queues.${key} must be a whole number from ${min} to ${max}`);
}

function timeSpanOf(section: Section, key: string, byDefaultInMs: number): number {
  const value = section[key];
  const milliseconds = value === undefined ? byDefaultInMs : parseTimeSpan(String(value));
  if (milliseconds !== undefined && milliseconds >= 0) return milliseconds;
  throw new Error(`host.json: extensions.queues.${key} must be a time span such as 00:00:30`);
}
