/**
 * The tenant (`tid`) a token says it belongs to. Undefined for an opaque token: its format is Microsoft's and may change.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export function readTokenTenant(token: string): string | undefined {
  const tenantId = claimsOf(token)?.tid;
  return typeof tenantId === 'string' ? tenantId : undefined;
}

/** What a token that was asked for says of itself, unverified; undefined for an opaque one. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}
