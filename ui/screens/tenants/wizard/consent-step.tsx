import type { Tenant, TenantCheck } from '../../../../client/client.d.ts';
import { nameOf } from '../../../api/use-tenants.ts';
import { Age } from '../../../parts/facts/time.tsx';
import { CheckResult } from '../check-result.tsx';
import { ConsentAddress } from '../consent-address.tsx';
import { refusalOfTenant } from '../refusal-of-tenant.ts';
import { useConsentWatch } from './use-consent-watch.ts';
import { WizardSteps } from './wizard-steps.tsx';

/** Waits until an administrator of the tenant has consented, and then for the first reading. */
export function ConsentStep({ tenant, path }: { tenant: Tenant; path: string }) {
  const needed = refusalOfTenant(tenant);
  const { check, problem, startedAt, isOver, startAgain, isGranted } = useConsentWatch(tenant.tenantId, path, needed === undefined);
  return (
    <>
      <WizardSteps current={isGranted ? 'reading' : 'consent'} />
      {isGranted ? (
        <p role="status">
          <b>Consent is there.</b> The first reading of {nameOf(tenant)} is on its way.
        </p>
      ) : (
        <>
          <p>
            Send this address to an administrator of <b>{nameOf(tenant)}</b>, or open it and accept if you are one. Once is enough.
          </p>
          <ConsentAddress consent={tenant.consent} />
          <div class="row" role="status">
            {isOver ? (
              <>
                <p>No consent within ten minutes. The tenant stays registered: its jobs show by themselves once it consents.</p>
                <button type="button" onClick={startAgain}>
                  Wait again
                </button>
              </>
            ) : (
              <p>
                <b>Waiting for consent</b>{' '}
                <span class="quiet" aria-hidden="true">
                  for <Age since={startedAt} every="second" />
                  {needed === undefined && '; asked every 10 s'}
                </span>
              </p>
            )}
          </div>
        </>
      )}
      {(needed ?? problem) && <p class="quiet small">{needed ?? problem}</p>}
      {!isGranted && needed === undefined && (
        <details>
          <summary>{check ? `What the last check found${foundIn(check)}` : 'The first check is on its way'}</summary>
          {check && <CheckResult check={check} />}
        </details>
      )}
    </>
  );
}

function foundIn({ credential: { explanation } }: TenantCheck): string {
  return explanation === undefined ? '' : `: ${explanation.title}`;
}
