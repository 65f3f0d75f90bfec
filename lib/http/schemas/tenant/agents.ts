import * as z from 'zod';
import { agentStates } from '../../../domain/job/agents/agents-reading.ts';
import { agentWords } from '../../../domain/job/agents/job-word.ts';
import { agentConfidences, agentVerdicts } from '../../../domain/job/agents/judge-domain.ts';
import { jobKinds } from '../../../domain/job/kind/job-kind.ts';
import { count, freshness, time } from '../common.ts';
import { Explanation } from '../explanation.ts';
import { Unavailable } from '../unavailable.ts';

const Agent = z
  .object({
    id: z.string(),
    machineName: z.string().optional(),
    status: z.enum(['active', 'inactive', 'unknown']),
    domains: z.array(z.string()).meta({ description: 'Those that its groups serve.' }),
  })
  .meta({ id: 'ProvisioningAgent' });

const DomainJob = z.object({
  servicePrincipalId: z.string(),
  jobId: z.string(),
  displayName: z.string(),
  kind: z.enum(jobKinds),
  says: z.enum(agentWords).meta({
    description:
      '`down`: its last run failed with a code of the agents. `silent`: no run when one was due. `up`: it ran well through an agent. `nothing` of them: off, unread, never ran, had nothing to write, or fails by itself.',
  }),
  code: z.string().optional(),
  namesAgents: z.literal(true).optional().meta({ description: 'The code says that there is no agent.' }),
  runs: count.optional().meta({ description: 'Failed runs in a row.' }),
  at: time.optional().meta({ description: 'The end of that run, or the last one.' }),
  link: z.url(),
});

const AgentDomain = z
  .object({
    domain: z.string(),
    source: z.enum(['settings', 'displayName']).meta({ description: 'What names it.' }),
    verdict: z.enum(agentVerdicts).meta({ description: 'Of all its jobs, and of Graph.' }),
    confidence: z.enum(agentConfidences).optional().meta({
      description: '`confirmed` by Graph; `likely`: several jobs agree, or one ran well; `possible`: one says so.',
    }),
    recovering: z.literal(true).optional().meta({ description: 'They answer again; the next good reading ends `agentDown`.' }),
    since: time.optional().meta({ description: 'Absent while they are well.' }),
    explanation: Explanation.optional(),
    incidentId: z.string().optional().meta({ description: 'The open incident `agentDown`.' }),
    agents: z.object({
      state: z.enum(agentStates).meta({ description: '`unknown`: only Graph could tell whether one of several is down.' }),
      total: count.optional(),
      active: count.optional(),
    }),
    jobs: z.object({ count, value: z.array(DomainJob).meta({ description: 'At most 50, those that complain first.' }) }),
  })
  .meta({ id: 'AgentDomain' });

export const Agents = z
  .object({
    tenantId: z.string(),
    domains: z.array(AgentDomain),
    withoutDomain: count.meta({ description: 'Jobs with agents of which nothing tells the domain.' }),
    agents: z.array(Agent).optional().meta({ description: 'Absent where Graph does not tell.' }),
    truncated: z.literal(true).optional().meta({ description: 'There are more.' }),
    malformed: count.optional().meta({ description: 'Entries of the answer that could not be understood.' }),
    agentsReadAt: time.optional().meta({ description: 'When Graph was asked; once an hour.' }),
    unavailable: Unavailable.optional(),
    failure: z
      .object({ reason: z.string(), code: z.string().optional() })
      .optional()
      .meta({ description: 'Of the last try; what is shown is older.' }),
    partial: z.literal(true).optional().meta({ description: 'Only domains whose jobs the caller sees all.' }),
    observedAt: time.optional().meta({ description: 'Start of the last pass that covered every job.' }),
    freshness,
  })
  .meta({ id: 'Agents' });
