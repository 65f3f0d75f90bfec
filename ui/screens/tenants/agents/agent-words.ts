import type { AgentDomain, Health, ProvisioningAgent } from '../../../../client/client.d.ts';
import { counted, numberText } from '../../../words/durations.ts';

type JobWord = AgentDomain['jobs']['value'][number];

const verdicts = {
  down: { health: 'critical', words: 'No agent answers' },
  up: { health: 'healthy', words: 'Agents answer' },
  unknown: { health: 'unknown', words: 'Not known whether agents answer' },
} as const satisfies Record<AgentDomain['verdict'], { health: Health; words: string }>;

/** What is to be thought of the agents of a domain: the mark and the words. */
export function verdictOf({ verdict, recovering, agents }: AgentDomain): { health: Health; words: string } {
  if (recovering) return { health: 'warning', words: 'Agents answer again, the next good reading ends the incident' };
  if (verdict === 'up' && agents.state === 'someInactive') return { health: 'warning', words: 'Agents answer, but not all of them' };
  return verdicts[verdict];
}

/** Who says so, as the end of a sentence: Graph, or only what its jobs do. */
export function sourceWords({ verdict, confidence, agents, jobs }: AgentDomain): string {
  if (verdict === 'unknown' && agents.state === 'noneActive') return ': Graph shows none that is active, which its jobs do not bear out';
  if (verdict === 'unknown') return jobs.count === 1 ? ': its one job does not tell' : `: none of its ${numberText(jobs.count)} jobs tells`;
  if (confidence === 'confirmed') return ', says Graph';
  return confidence === 'likely' ? `, likely: by what ${counted(jobs.count, 'job does', 'jobs do')}` : ', perhaps: one of its jobs says so';
}

/** How many agents there are, as far as anybody tells. */
export function agentsWords({ state, total, active }: AgentDomain['agents']): string {
  if (state === 'unknown' || total === undefined || active === undefined)
    return 'Whether one of several agents is down is not known: only Graph could tell.';
  const down = total - active;
  if (down === 0) return `${total === 1 ? 'Its one agent is' : `All ${numberText(total)} agents are`} active, says Graph.`;
  return `${numberText(down)} of ${counted(total, 'agent')} down, says Graph.`;
}

const statuses = { active: 'active', inactive: 'not active', unknown: 'unknown' } as const satisfies Record<
  ProvisioningAgent['status'],
  string
>;
const statusMarks = { active: 'healthy', inactive: 'warning', unknown: 'unknown' } as const satisfies Record<
  ProvisioningAgent['status'],
  Health
>;

/** One agent as Graph shows it. */
export function statusOf({ status }: ProvisioningAgent): { health: Health; words: string } {
  return { health: statusMarks[status], words: statuses[status] };
}

/** What one job of the domain tells of its agents. */
export function jobWords({ says, code, runs }: JobWord): string {
  switch (says) {
    case 'down':
      return `${runs !== undefined && runs > 1 ? `${numberText(runs)} runs in a row failed` : 'Its last run failed'}${code ? `: ${code}` : ''}`;
    case 'silent':
      return 'No run when one was due';
    case 'up':
      return 'Its last run went well through an agent';
    case 'nothing':
      return 'Says nothing: it is off or unread, has not run, had nothing to write, or fails for a reason of its own';
  }
}
