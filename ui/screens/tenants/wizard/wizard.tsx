import type { Tenant } from '../../../../client/client.d.ts';
import { setQuery } from '../../../address/address.ts';
import { linkTo } from '../../../address/link-to.ts';
import { apiPath } from '../../../api/api-path.ts';
import { useResource } from '../../../api/use-resource.ts';
import { nameOf } from '../../../api/use-tenants.ts';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { jobsWords } from '../../../words/jobs-words.ts';
import { ConsentStep } from './consent-step.tsx';
import { NameStep } from './name-step.tsx';
import { WizardSteps } from './wizard-steps.tsx';

interface WizardProps {
  /** `new` until the service knows which tenant is meant. */
  tenantId: string;
  /** It as it is listed: shown until its own answer is there, so that nothing below has to move. */
  known: Tenant | undefined;
}

/** From a name to the first reading. */
export function Wizard({ tenantId, known }: WizardProps) {
  return (
    <section class="card wizard" aria-labelledby="wizard">
      <h2 id="wizard">Add a tenant</h2>
      {tenantId === 'new' ? <NameStep /> : <Named tenantId={tenantId} known={known} />}
      <button type="button" class="close" aria-label="Close" onClick={() => setQuery({ add: undefined })}>
        ×
      </button>
    </section>
  );
}

function Named({ tenantId, known }: WizardProps) {
  const path = apiPath('tenants', tenantId);
  const resource = useResource<Tenant>(path);
  const tenant = resource.body.value ?? known;
  if (tenant === undefined) return resource.problem.value ? <ProblemNote problem={resource.problem.value} /> : <div class="bone line" />;
  const isRead = tenant.unreadable === undefined && tenant.observedAt !== undefined;
  return isRead ? <Done tenant={tenant} /> : <ConsentStep tenant={tenant} path={path} />;
}

function Done({ tenant }: { tenant: Tenant }) {
  return (
    <>
      <WizardSteps current="done" />
      <p role="status">
        <b>{nameOf(tenant)} is watched.</b> {jobsWords(tenant.jobs)}.
      </p>
      <div class="row">
        <a class="button primary" href={linkTo('tenant', { tenantId: tenant.tenantId })}>
          Look at it
        </a>
        <button type="button" onClick={() => setQuery({ add: 'new' })}>
          Add another
        </button>
      </div>
    </>
  );
}
