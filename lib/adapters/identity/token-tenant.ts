/**
 * The tenant (`tid`) a token says it belongs to. Undefined for an opaque token: its format is Microsoft's and may change.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export function readTokenTenant(token: string): string | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    const tenantId = typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'tid') : undefined;
    return typeof tenantId === 'string' ? tenantId : undefined;
  } catch {
    return undefined;
  }
}
