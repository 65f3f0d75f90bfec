import type { Agents, Tenant } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { Time } from '../../../parts/facts/time.tsx';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { UnavailableNote } from '../../../parts/problem/unavailable-note.tsx';
import { HealthShape } from '../../../pictures/shape.tsx';
import { counted } from '../../../words/durations.ts';
import { statusOf } from './agent-words.ts';
import { DomainLine } from './domain-line.tsx';

/** The agents of a tenant: what its jobs say of those of each domain, and beside it what Graph tells. */
export function AgentsCard({ tenant }: { tenant: Tenant }) {
  const resource = useFollowing<Agents>(apiPath('tenants', tenant.tenantId, 'agents'), tenant);
  const agents = resource.body.value;
  const problem = resource.problem.value;
  return (
    <section class="card tenant-part" aria-labelledby="agents">
      <h2 id="agents">Provisioning agents</h2>
      {problem && <ProblemNote problem={problem} />}
      {agents === undefined ? problem === undefined && <div class="bone line" /> : <Known agents={agents} />}
    </section>
  );
}

function Known({ agents }: { agents: Agents }) {
  const { domains, withoutDomain, partial } = agents;
  if (domains.length === 0 && withoutDomain === 0) return <NoDomain agents={agents} />;
  return (
    <>
      {domains.length > 0 && (
        <ul class="parts" aria-label="On-premises domains">
          {domains.map((domain) => (
            <DomainLine key={domain.domain} domain={domain} tenantId={agents.tenantId} />
          ))}
        </ul>
      )}
      {withoutDomain > 0 && (
        <p class="quiet">
          {counted(withoutDomain, 'job')} {withoutDomain === 1 ? 'works' : 'work'} through agents, and nothing tells of which domain.
        </p>
      )}
      {partial ? <p class="quiet">Only domains whose jobs you may all see are shown.</p> : <AsGraphShows agents={agents} />}
    </>
  );
}

// Jobs that nobody has read may well work through agents.
function NoDomain({ agents }: { agents: Agents }) {
  const { observedAt, freshness, partial, unavailable, tenantId } = agents;
  if (observedAt === undefined || freshness === 'unknown') {
    return (
      <>
        <p>
          <HealthShape health="unknown" size={16} /> <b>Not known.</b> The jobs of the tenant were not read.
        </p>
        {unavailable && <UnavailableNote what="What works through agents" unavailable={unavailable} tenantId={tenantId} />}
      </>
    );
  }
  return (
    <p>
      No job {partial && 'that you may see '}works through agents
      {freshness === 'fresh' ? (
        ' here.'
      ) : (
        <>
          , as of <Time at={observedAt} />.
        </>
      )}
    </p>
  );
}

function AsGraphShows({
  agents: { agents: list, truncated, malformed, agentsReadAt, unavailable, failure, tenantId },
}: {
  agents: Agents;
}) {
  return (
    <>
      {unavailable && <UnavailableNote what="The list of agents" unavailable={unavailable} tenantId={tenantId} />}
      {failure && (
        <p class="note" role="status">
          <span>
            The last try to read the agents brought nothing: <code>{failure.code ?? failure.reason}</code>.{' '}
            {list && 'What is shown is older.'}
          </span>
        </p>
      )}
      {list && (
        <>
          <h3>
            As Graph shows them
            {agentsReadAt && (
              <small class="quiet">
                {' '}
                read <Time at={agentsReadAt} />
              </small>
            )}
          </h3>
          {list.length === 0 && <p>Graph shows no agent.</p>}
          <ul class="parts" aria-label="Agents">
            {list.map((agent) => {
              const { health, words } = statusOf(agent);
              return (
                <li key={agent.id} class="part">
                  <HealthShape health={health} size={16} />
                  <span>
                    <b>{agent.machineName ?? agent.id}</b> {words}
                    {agent.domains.length > 0 && <small class="quiet"> {agent.domains.join(', ')}</small>}
                  </span>
                </li>
              );
            })}
          </ul>
          {truncated && <p class="quiet">Graph has more agents than one answer holds.</p>}
          {malformed && <p class="quiet">Graph named more that cannot be understood.</p>}
        </>
      )}
    </>
  );
}
