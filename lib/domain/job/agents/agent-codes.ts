import { familyEntryOf } from '../../catalogue/code/code-families.ts';
import { doubtsAgents, severityOfCode } from '../../catalogue/code/severity-of-code.ts';

/** Whether the code puts the agents in question. Of a code that the catalogue lacks its beginning may tell. */
export function isOfAgents(code: string): boolean {
  return severityOfCode(code) === undefined ? familyEntryOf(code) === 'job-condition/AgentSuspected' : doubtsAgents(code);
}

/** Whether the code says that there is no agent; one that only waited in vain may mean what is behind the agent. */
export function namesAgents(code: string): boolean {
  return /agent/i.test(code) && !/time.?out/i.test(code);
}
