const id = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
// https://learn.microsoft.com/entra/identity/users/domains-manage
const domain = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])$/i;

/** Why a text can name no tenant, by what was most likely meant; undefined where it can. Whether there is one, only the service knows. */
export function tenantNameFault(text: string): string | undefined {
  if (id.test(text) || domain.test(text)) return undefined;
  if (text.includes('@')) return 'This is an address of a person: give the part after the @, or the tenant id.';
  if (/[/:]/.test(text)) return 'This is an address: give only the domain in it, as contoso.com, or the tenant id.';
  if (!text.includes('.') && /^[\da-f-]{20,}$/i.test(text)) {
    return `This looks like a tenant id, and cannot be one: it has ${text.replaceAll('-', '').length} digits and letters where 32 are needed, in groups of 8-4-4-4-12.`;
  }
  return 'This is no tenant id (32 digits and letters from a to f, in groups of 8-4-4-4-12), and no domain as contoso.com.';
}
