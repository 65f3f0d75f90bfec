import type { FleetStatus } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { Time } from '../../parts/facts/time.tsx';
import { counted } from '../../words/durations.ts';
import { byReason, reasonWords } from './reasons.ts';

/** Whom it cannot read, by the reason; those that only wait for their next reading stand apart. */
export function Unreadable({ status: { tenants, monitorTenants } }: { status: FleetStatus }) {
  return (
    <section class="card">
      <h2>
        {tenants.unreadable.length === 0 ? 'Every tenant can be read' : `${counted(tenants.unreadable.length, 'tenant')} cannot be read`}
      </h2>
      {byReason(tenants.unreadable).map(([reason, group]) => (
        <div class="plain" key={reason}>
          <h3>
            {reasonWords(reason)}: {counted(group.length, 'tenant')}
          </h3>
          <ul class="plain">
            {group.map(({ tenantId, displayName, code, since }) => (
              <li key={tenantId}>
                <a href={linkTo('tenant', { tenantId })}>{displayName ?? tenantId}</a> {code && <code>{code}</code>}
                {since && (
                  <span class="quiet small">
                    {' '}
                    since <Time at={since} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {tenants.neverConsented > 0 && (
        <p class="quiet small">{counted(tenants.neverConsented, 'of them has', 'of them have')} never consented: counted apart.</p>
      )}
      {monitorTenants.length > 0 && (
        <div class="plain">
          <h3>Without a fresh complete reading</h3>
          <ul class="plain">
            {monitorTenants.map(({ tenantId, displayName, reason, since }) => (
              <li key={tenantId}>
                <a href={linkTo('tenant', { tenantId })}>{displayName ?? tenantId}</a>{' '}
                <span class="quiet small">
                  {reasonWords(reason)} since <Time at={since} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
