import type { SeverityOfCode } from './catalogue-entry.ts';
import { lookupKeys } from './code-keys.ts';
import { codeSeverityGroups } from './code-severity.generated.ts';

const severities: ReadonlyMap<string, SeverityOfCode> = new Map(
  codeSeverityGroups.flatMap(({ keys, ...severity }) => keys.split(' ').map((key): [string, SeverityOfCode] => [key, severity])),
);

/** How grave the code of a job's error is and whether the tenant can mend it, without loading the prose; undefined for a code the catalogue lacks. */
export function severityOfCode(code: string): SeverityOfCode | undefined {
  for (const key of lookupKeys(code)) {
    const severity = severities.get(key);
    if (severity) return severity;
  }
  return undefined;
}
