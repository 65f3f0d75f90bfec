import type { Unavailable } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { HealthShape } from '../../pictures/shape.tsx';
import { unavailableReason } from '../../words/unavailable.ts';

/** Stands where something may not be read: nothing is known then, and it says what to grant. `what` begins a sentence. */
export function UnavailableNote({ what, unavailable, tenantId }: { what: string; unavailable: Unavailable; tenantId: string }) {
  const { reason, permission, licence, code } = unavailable;
  return (
    <div class="unavailable">
      <p>
        <HealthShape health="unknown" size={16} /> <b>Not known.</b> {what} may not be read here. {unavailableReason(reason)}
      </p>
      {(permission ?? licence ?? code) !== undefined && (
        <dl class="facts">
          {permission && (
            <div>
              <dt>To grant</dt>
              <dd>{permission}</dd>
            </div>
          )}
          {licence && (
            <div>
              <dt>To buy</dt>
              <dd>{licence}</dd>
            </div>
          )}
          {code && (
            <div>
              <dt>Microsoft’s code</dt>
              <dd>
                <code>{code}</code>
              </dd>
            </div>
          )}
        </dl>
      )}
      {reason !== 'notSupported' && <a href={linkTo('tenant', { tenantId })}>Consent and permissions of the tenant</a>}
    </div>
  );
}
