import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from './application/ports/ports.ts';
import { cleanJson, cleanText } from './domain/clean-text.ts';

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
type LogLevel = (typeof logLevels)[number];
/** What an invocation context offers: a line written there belongs to the invocation in the platform's logs. */
export type LogTarget = Record<LogLevel, (line: string) => void>;

interface InvocationLog extends Log {
  /** Everything logged while `work` runs, also after its awaits, goes to `target`. */
  within<Result>(target: LogTarget, work: () => Promise<Result>): Promise<Result>;
}

/** One JSON object a line, cleaned of secrets and control characters; outside an invocation it goes to `fallback`. */
export function createLog(fallback: LogTarget): InvocationLog {
  const current = new AsyncLocalStorage<LogTarget>();
  const write =
    (level: LogLevel) =>
    (text: string, facts: Record<string, unknown> = {}) => {
      const target = current.getStore() ?? fallback;
      target[level](JSON.stringify({ text, ...cleanFacts(facts) }));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    within: (target, work) => current.run(target, work),
  };
}

function cleanFacts(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, cleanFact(value)]));
}

function cleanFact(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (value instanceof Error) return cleanText(value.stack ?? `${value.name}: ${value.message}`);
  if (typeof value === 'object' && value !== null) return cleanJson(value);
  return value;
}
