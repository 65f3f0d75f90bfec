import { UpstreamError } from '../../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';
import type { GrantUse } from '../tenant/visible/rights-reader.ts';

/**
 * Why nobody could ever see anything: grants are required, there is none, and nobody may write the first. A table that cannot be read just now
 * is no such fault.
 */
export async function judgeGrantsAtStart(
  { grants, log }: Pick<Ports, 'grants' | 'log'>,
  { use, bootstrapAdmin }: { use: GrantUse; bootstrapAdmin: string | undefined },
): Promise<string[]> {
  if (use !== 'required' || bootstrapAdmin !== undefined) return [];
  try {
    const isEmpty = (await grants.list()).length === 0;
    return isEmpty
      ? [
          'AUTH_BOOTSTRAP_ADMIN: missing; AUTH_REQUIRE_GRANTS lets nobody see anything without a grant, there is none, and nobody may write the first',
        ]
      : [];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn('The grants could not be read at the start', { error });
    return [];
  }
}
