import * as z from 'zod';
import { agentStates } from '../../domain/job/agents/agents-reading.ts';
import { agentWords } from '../../domain/job/agents/job-word.ts';
import { agentConfidences, agentVerdicts } from '../../domain/job/agents/judge-domain.ts';
import { jobKinds } from '../../domain/job/kind/job-kind.ts';
import { count, freshness, time } from './common.ts';
import { Explanation } from './explanation.ts';
import { Unavailable } from './unavailable.ts';

const Agent = z
  .object({
    id: z.string(),
    machineName: z.string().optional(),
    status: z.enum(['active', 'inactive', 'unknown']),
    domains: z.array(z.string()).meta({ description: 'On-premises domains that its groups serve; Graph may name none.' }),
  })
  .meta({ id: 'ProvisioningAgent' });

const DomainJob = z.object({
  servicePrincipalId: z.string(),
  jobId: z.string(),
  displayName: z.string(),
  kind: z.enum(jobKinds),
  says: z.enum(agentWords).meta({
    description:
      '`down`: its last run failed with a code that puts the agents in question. `silent`: no run when one was due. `up`: its last run went well through an agent. `nothing`: it is off, unread, or has not run.',
  }),
  code: z.string().optional(),
  namesAgents: z
    .literal(true)
    .optional()
    .meta({ description: 'The code says that there is no agent, and not only that nobody answered in time.' }),
  runs: count.optional().meta({ description: 'Failed runs in a row.' }),
  at: time.optional().meta({ description: 'The end of the failed run, or the last run of a silent job.' }),
  link: z.url(),
});

const AgentDomain = z
  .object({
    domain: z.string(),
    source: z.enum(['settings', 'displayName']).meta({ description: 'What names it: the settings of the job, or the application.' }),
    verdict: z.enum(agentVerdicts).meta({ description: 'Of all its jobs, and of Graph where that may be asked.' }),
    confidence: z.enum(agentConfidences).optional().meta({
      description:
        '`confirmed` by Graph; `likely`: several jobs agree, or one ran well; `possible`: one job says so. Absent with `unknown`.',
    }),
    since: time.optional().meta({ description: 'When the agents came in question, or out of it again; absent while they are well.' }),
    explanation: Explanation.optional(),
    incidentId: z.string().optional().meta({ description: 'The open incident `agentDown`.' }),
    agents: z.object({
      state: z.enum(agentStates).meta({ description: '`unknown`: only Graph could tell that one of several is down, and does not.' }),
      total: count.optional(),
      active: count.optional(),
    }),
    jobs: z.object({ count, value: z.array(DomainJob).meta({ description: 'At most 50, those that complain first.' }) }),
  })
  .meta({ id: 'AgentDomain', description: 'What is to be thought of the agents of one on-premises domain.' });

export const Agents = z
  .object({
    tenantId: z.string(),
    domains: z.array(AgentDomain),
    withoutDomain: count.meta({ description: 'Jobs that work through agents, and of which nothing tells the domain.' }),
    agents: z.array(Agent).optional().meta({ description: 'Absent where Graph does not tell.' }),
    truncated: z.literal(true).optional().meta({ description: 'There are more agents than one answer of Graph holds.' }),
    agentsReadAt: time.optional().meta({ description: 'When Graph was asked; once an hour.' }),
    unavailable: Unavailable.optional(),
    failure: z
      .object({ reason: z.string(), code: z.string().optional() })
      .optional()
      .meta({ description: 'Why the last try brought nothing; what is shown of the agents is older.' }),
    partial: z.literal(true).optional().meta({ description: 'Only domains whose jobs the caller sees all, and nothing of Graph.' }),
    observedAt: time.optional().meta({ description: 'Start of the last pass that covered every job.' }),
    freshness,
  })
  .meta({ id: 'Agents' });
