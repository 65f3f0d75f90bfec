import * as z from 'zod';
import type { TenantDirectory } from '../../application/ports/tenant-directory.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { UpstreamError, type UpstreamReason } from '../../domain/errors.ts';
import { parseRetryAfter } from '../../domain/retry-after.ts';
import { readBounded } from './read-bounded.ts';

interface DirectoryOptions {
  /** The authority's origin, such as `https://login.microsoftonline.com`. */
  authority: string;
  /** Deadline of one look-up; 10 s unless given. */
  timeoutInMs?: number;
}

const operation = 'findTenantId';
const largestAnswerInBytes = 64 * 1024;
const ConfigurationSchema = z.object({ issuer: z.string() });
const RefusalSchema = z.object({ error: z.string().optional(), error_codes: z.array(z.number()).optional() });
// No such tenant, and no name that a tenant could have. https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const unknownTenant = [90002, 900021, 900023];

/**
 * Finds tenants by their OpenID documents, which need no sign-in. Nothing but this authority is asked, and nobody but it is believed:
 * a tenant of another cloud has another issuer. https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri
 */
export function createTenantDirectory({ authority, timeoutInMs = 10_000 }: DirectoryOptions): TenantDirectory {
  return {
    findTenantId: async (domain) => {
      const { answer, text } = await ask(`${authority}/${encodeURIComponent(domain)}/v2.0/.well-known/openid-configuration`, timeoutInMs);
      if (answer.status === 200) return tenantIdOf(text, authority);
      if (isUnknown(answer.status, text)) return undefined;
      throw refusal(answer);
    },
  };
}

async function ask(url: string, timeoutInMs: number): Promise<{ answer: Response; text: string }> {
  try {
    const signal = AbortSignal.timeout(timeoutInMs);
    const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal });
    return { answer, text: await readBounded(answer, largestAnswerInBytes) };
  } catch (error) {
    const isTimeout = typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'TimeoutError';
    throw failed(isTimeout ? 'timeout' : 'unreachable', 'The token authority gave no complete answer.');
  }
}

function tenantIdOf(text: string, authority: string): string {
  const issuer = ConfigurationSchema.safeParse(jsonOf(text)).data?.issuer ?? '';
  const [, tenantId] = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/v2\.0$/i.exec(URL.parse(issuer)?.pathname ?? '') ?? [];
  if (tenantId === undefined || issuer !== `${authority}/${tenantId}/v2.0`) {
    throw failed('malformed', 'The OpenID document of the domain is not one of this authority; its tenant may belong to another cloud.');
  }
  return tenantId.toLowerCase();
}

function isUnknown(status: number, text: string): boolean {
  if (status !== 400) return status === 404;
  const { error, error_codes: codes = [] } = RefusalSchema.safeParse(jsonOf(text)).data ?? {};
  return error === 'invalid_tenant' || codes.some((code) => unknownTenant.includes(code));
}

function refusal({ status, headers }: Response): UpstreamError {
  const reason = status === 429 ? 'throttled' : status >= 500 ? 'unavailable' : 'rejected';
  const retryAfterInMs = parseRetryAfter(headers.get('retry-after') ?? undefined, Date.parse(headers.get('date') ?? ''));
  const evidence = { status, ...(retryAfterInMs !== undefined && { retryAfterInMs }) };
  return failed(
    reason,
    status >= 300 && status < 400 ? 'The token authority answered with a redirect, which is never followed.' : '',
    evidence,
  );
}

function failed(reason: UpstreamReason, detail: string, evidence: { status?: number; retryAfterInMs?: number } = {}): UpstreamError {
  return new UpstreamError({ service: 'identity', operation, reason, ...evidence, ...(detail && { detail: cleanText(detail) }) });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
