import type { OperationDeps } from './operations/operation-deps.ts';
import type { Authenticate } from './request/authorize.ts';

/** Everything the HTTP edge needs from outside. */
export interface HttpDeps extends Omit<OperationDeps, 'fleetRows' | 'fleetView'> {
  /** Who is calling; absent, the mode decides: `none` lets in whoever calls on loopback, `entra` nobody. */
  authenticate?: Authenticate;
}
