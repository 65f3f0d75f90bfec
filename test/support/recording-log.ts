import type { Log } from '../../lib/application/ports/ports.ts';
import { createLog } from '../../lib/log.ts';
import { witness } from './witness/witness.ts';

export interface RecordingLog extends Log {
  entries: { level: string; text: string; facts?: Record<string, unknown> }[];
}

const seen = (line: string) => witness.see('log', line);
const written = createLog({ debug: seen, info: seen, warn: seen, error: seen });

/** Keeps what was logged instead of printing it, and shows the line that it would have been to the witness of the run. */
export function createRecordingLog(): RecordingLog {
  const entries: RecordingLog['entries'] = [];
  const at = (level: keyof Log) => (text: string, facts?: Record<string, unknown>) => {
    entries.push({ level, text, ...(facts && { facts }) });
    written[level](text, facts);
  };
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
