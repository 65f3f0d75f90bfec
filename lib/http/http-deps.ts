import type { TokenVerifier } from '../application/ports/token-verifier.ts';
import type { OperationDeps } from './operations/operation-deps.ts';
import type { Admit } from './request/caller/admit.ts';
import type { Authenticate } from './request/caller/authorize.ts';
import type { BodyCache } from './response/body-cache.ts';

/** Everything the HTTP edge needs from outside. */
export interface HttpDeps extends Omit<OperationDeps, 'access'> {
  bodies: BodyCache;
  /** Absent, nobody can prove anything. */
  verifier?: TokenVerifier;
  /** Who is calling; absent, the mode decides: `none` lets in whoever calls on loopback, `entra` whom the verifier proves. */
  authenticate?: Authenticate;
  /** What of the fleet they see; absent, the grants decide. */
  admit?: Admit;
}
