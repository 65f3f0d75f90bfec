import type { Log } from '../../lib/application/ports/ports.ts';

export interface RecordingLog extends Log {
  entries: { level: string; text: string; facts?: Record<string, unknown> }[];
}

/** Keeps what was logged instead of printing it. */
export function createRecordingLog(): RecordingLog {
  const entries: RecordingLog['entries'] = [];
  const at = (level: string) => (text: string, facts?: Record<string, unknown>) =>
    void entries.push({ level, text, ...(facts && { facts }) });
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
