import type { Tenant } from '../graph/model/model.ts';
import type { Incoming, Reply } from '../graph/wire/reply.ts';
import { fullConsent } from '../graph/world/clients.ts';
import { escapeHtml } from '../openapi/html.ts';
import { page, refusalPage } from './callers/sign-in-page.ts';

interface Wish {
  tenant: Tenant;
  clientId: string;
  roles: string[];
}

function wishOf({ url }: Incoming, tenant: Tenant | undefined): Wish | undefined {
  const clientId = url.searchParams.get('client_id')?.toLowerCase() ?? '';
  const roles = fullConsent()[clientId];
  return tenant && roles && { tenant, clientId, roles };
}

const refusal = () => refusalPage('There is no such tenant, or no such application.');

/** Where an administrator of a tenant is asked. https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent */
export function askConsent(incoming: Incoming, tenant: Tenant | undefined): Reply {
  const wish = wishOf(incoming, tenant);
  if (wish === undefined) return refusal();
  const roles = wish.roles.map((role) => `<li>${escapeHtml(role)}`).join('');
  const form = '<form method="post"><button>Accept</button></form>';
  return page(
    200,
    'Permissions requested',
    `<p>${escapeHtml(wish.tenant.displayName)} would let this application use:<ul>${roles}</ul>${form}`,
  );
}

/** The administrator has accepted: from now on the tenant knows the application. */
export function giveConsent(incoming: Incoming, tenant: Tenant | undefined): Reply {
  const wish = wishOf(incoming, tenant);
  if (wish === undefined) return refusal();
  wish.tenant.grants[wish.clientId] = wish.roles;
  return page(200, 'Permissions granted', '<p>This window may be closed.');
}
