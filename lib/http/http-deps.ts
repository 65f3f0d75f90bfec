import type { OperationDeps } from './operations/operation-deps.ts';
import type { Admit, Authenticate } from './request/authorize.ts';
import type { BodyCache } from './response/body-cache.ts';

/** Everything the HTTP edge needs from outside. */
export interface HttpDeps extends OperationDeps {
  bodies: BodyCache;
  /** Who is calling; absent, the mode decides: `none` lets in whoever calls on loopback, `entra` nobody. */
  authenticate?: Authenticate;
  /** What of the fleet they see; absent, all of it. */
  admit?: Admit;
}
