/** Names of made-up tenants and service principals: the same number always gives the same name. */
export function tenantIdOf(tenant: number): string {
  return `7e4a4700-0000-4000-8000-${hex(tenant)}`;
}

export function servicePrincipalIdOf(tenant: number, servicePrincipal: number): string {
  return `5e41ce00-${hex(tenant).slice(-8, -4)}-4${hex(tenant).slice(-3)}-8000-${hex(servicePrincipal)}`;
}

function hex(number: number): string {
  return number.toString(16).padStart(12, '0');
}
