import type { SeverityOfCode } from '../catalogue-entry.ts';
import { lookupKeys, wholeKeys } from './code-keys.ts';
import { codeSeverityGroups } from './code-severity.generated.ts';

const severities: ReadonlyMap<string, SeverityOfCode> = new Map(
  codeSeverityGroups.flatMap(({ keys, ...severity }) => keys.split(' ').map((key): [string, SeverityOfCode] => [key, severity])),
);

/** How grave the code of a job's error is and whether the tenant can mend it, without loading the prose; undefined for a code the catalogue lacks. */
export function severityOfCode(code: string): SeverityOfCode | undefined {
  return firstOf(lookupKeys(code));
}

/** Whether the code puts the agents in question. A connector's code is its own, however much it ends like one of the agent. */
export function doubtsAgents(code: string): boolean {
  return firstOf(wholeKeys(code))?.says === 'checkAgents';
}

function firstOf(keys: readonly string[]): SeverityOfCode | undefined {
  for (const key of keys) {
    const severity = severities.get(key);
    if (severity) return severity;
  }
  return undefined;
}
