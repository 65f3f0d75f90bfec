import { UpstreamError } from '../../../domain/errors.ts';
import type { AgentsFacts } from '../../../domain/job/agents/agents-reading.ts';
import { defined } from '../../../domain/optional.ts';
import { judgeUnavailable } from '../../../domain/unavailable.ts';
import type { AgentsSource } from '../../ports/agents-source.ts';
import type { HourlyReader } from '../hourly/hourly-reader.ts';

/** https://learn.microsoft.com/graph/api/onpremisesagentgroup-get#permissions */
const permission = 'OnPremisesPublishingProfiles.ReadWrite.All (delegated)';

/** Asks Graph once an hour for the agents of a tenant. That it does not permit that is a finding, and no failure. */
export function createAgentsReader(source: AgentsSource): HourlyReader<'agents'> {
  const needs = { permission, ...defined({ isForPeopleOnly: source.isPerson ? undefined : (true as const) }) };
  return {
    name: 'agents',
    mostRequests: 1,
    read: async (turn): Promise<AgentsFacts> => {
      try {
        return await source.read(turn.tenantId, turn);
      } catch (error) {
        const unavailable = error instanceof UpstreamError ? judgeUnavailable(error.evidence, needs) : undefined;
        if (unavailable === undefined) throw error;
        return { unavailable };
      }
    },
  };
}
