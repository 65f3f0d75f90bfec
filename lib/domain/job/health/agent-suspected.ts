import { familyEntryOf } from '../../catalogue/code/code-families.ts';
import { hasServicePrefix } from '../../catalogue/code/code-keys.ts';
import { doubtsAgents, severityOfCode } from '../../catalogue/code/severity-of-code.ts';
import { kindOf, kindsWithoutAgents } from '../kind/job-kind.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

/**
 * Whether a code that puts the agents in question stands in the quarantine or in the last run; of an unknown code its family may. Where no
 * agent is at work, only a code that names its service is the agent's: a bare `TimeOut` is the target's.
 */
export function isAgentSuspected(snapshot: JobSnapshot): boolean {
  const codes = [snapshot.quarantine?.error?.code, snapshot.lastExecution?.error?.code].filter((code) => code !== undefined);
  const isAlone = kindsWithoutAgents.includes(kindOf(snapshot));
  return codes.some((code) => {
    if (isAlone && !hasServicePrefix(code)) return false;
    return severityOfCode(code) === undefined ? familyEntryOf(code) === 'job-condition/AgentSuspected' : doubtsAgents(code);
  });
}
