import type { Tenant } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { apiPath } from '../../../api/api-path.ts';
import { useResource } from '../../../api/use-resource.ts';
import { nameOf } from '../../../api/use-tenants.ts';
import { Skeleton } from '../../../frame/skeleton.tsx';
import { Title } from '../../../frame/title.tsx';
import { HealthPill } from '../../../parts/facts/health-pill.tsx';
import { Parts } from '../../../parts/problem/parts.tsx';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { WaysOn } from '../../../parts/problem/ways-on.tsx';
import type { ScreenProps } from '../../screen.ts';
import { AgentsCard } from '../agents/agents-card.tsx';
import { DirectoryCard } from '../directory/directory-card.tsx';
import { healthOf } from '../tenant-health.ts';
import { NeedsHands } from './needs-hands.tsx';
import { TenantActions } from './tenant-actions.tsx';
import { TenantFacts } from './tenant-facts.tsx';
import { WhyUnreadable } from './why-unreadable.tsx';

/** One tenant: whether it is read, what it permits, and what can be done about it. */
export function TenantScreen({ params: { tenantId = '' } }: ScreenProps) {
  const resource = useResource<Tenant>(apiPath('tenants', tenantId));
  const tenant = resource.body.value;
  const problem = resource.problem.value;
  if (tenant === undefined)
    return problem === undefined ? (
      <Skeleton />
    ) : (
      <>
        <ProblemNote problem={problem} isPage />
        {problem.status === 404 && (
          <WaysOn>
            <a href={linkTo('tenants')}>Tenants</a>
          </WaysOn>
        )}
      </>
    );
  return (
    <>
      <Title text={nameOf(tenant)} />
      <div class="head">
        <p class="crumbs">
          <a href={linkTo('tenants')}>Tenants</a>
        </p>
        <div class="row">
          <h1>{nameOf(tenant)}</h1>
          <HealthPill health={healthOf(tenant)} />
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <NeedsHands tenant={tenant} />
      <div class="cards">
        <div class="column">
          <Parts>
            {tenant.unreadable ? (
              <WhyUnreadable tenant={tenant} unreadable={tenant.unreadable} />
            ) : (
              <TenantFacts tenant={tenant} freshAt={resource.freshAt} />
            )}
          </Parts>
        </div>
        <div class="column">
          <Parts>
            <TenantActions tenant={tenant} />
            {tenant.unreadable && <TenantFacts tenant={tenant} freshAt={resource.freshAt} />}
          </Parts>
        </div>
      </div>
      <div class="cards tenant-parts">
        <Parts>
          <DirectoryCard tenant={tenant} />
          <AgentsCard tenant={tenant} />
        </Parts>
      </div>
    </>
  );
}
