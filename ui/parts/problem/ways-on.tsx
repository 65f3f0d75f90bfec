import type { ComponentChildren } from 'preact';
import { linkTo } from '../../address/link-to.ts';
import { nameOf, useTenants } from '../../api/use-tenants.ts';

export interface WaysOnProps {
  /** The tenant that the address names, which may be seen or not. */
  tenantId?: string | undefined;
  /** What the fleet is searched for. */
  q?: string;
  /** Where else it may be found. */
  children?: ComponentChildren;
}

/** Where to go on from what is not there, or not for this caller: nothing tells one from the other. */
export function WaysOn({ tenantId, q, children }: WaysOnProps) {
  const tenant = useTenants()?.find((each) => each.tenantId === tenantId);
  return (
    <p class="row">
      {tenant && <a href={linkTo('tenant', { tenantId })}>{nameOf(tenant)}</a>}
      <a href={linkTo('fleet', {}, { q })}>{q ? 'Search the fleet for it' : 'Fleet'}</a>
      <a href={linkTo('incidents')}>Open incidents</a>
      {children}
    </p>
  );
}
