import type { LogLevel } from './core-contract.ts';

export type Log = (level: LogLevel, message: string, source?: string) => void;

/** Writes `[source] level: message` lines, what needs attention on standard error, everything else on standard output. */
export function consoleLog(level: LogLevel, message: string, source = 'host'): void {
  if (level === 'none') return;
  const line = `[${source}] ${level}: ${message}\n`;
  const attention = level === 'warning' || level === 'error' || level === 'critical';
  (attention ? process.stderr : process.stdout).write(line);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
