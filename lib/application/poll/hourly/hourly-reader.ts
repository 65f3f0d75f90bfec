import type { IncidentTerms, IncidentWrites } from '../../../domain/tenant/decide/incident-writes.ts';
import type { StateWrite } from '../../../domain/tenant/decide/state-write.ts';
import type { HourlyName, HourlyReading, HourlyValues } from '../../../domain/tenant/pass/hourly-reading.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import type { RequestBudget } from '../../ports/request-budget.ts';
import type { TenantMemory } from '../../tenant/held/tenant-memory.ts';

/** What a reader may use while it is its turn. */
export interface HourlyTurn extends RequestBudget {
  tenantId: string;
  /** Milliseconds since the epoch when the turn began. */
  now: number;
  /** What holds in the tenant, after the pass that has just read its jobs. */
  memory: TenantMemory;
  /** Requests that are left of the turn; none any more once the pass is out of time. */
  left(): number;
  /**
   * Sends one request: counted, and only while the lease is held.
   * @throws whatever the request throws; RangeError when none is left.
   */
  ask<Answer>(request: () => Promise<Answer>): Promise<Answer>;
  /** Leaves a row to be written together with what is found, or not at all. */
  put(write: StateWrite): void;
}

/** Reads something of a tenant once an hour, beside its jobs. Each stands alone: what one cannot read says nothing of the others. */
export interface HourlyReader<Name extends HourlyName = HourlyName> {
  name: Name;
  /** Requests of one turn. */
  mostRequests: number;
  /** Whether a pass that somebody asked for gives it a turn as well, so that what was mended shows at once. */
  isAskedToo?: true;
  /** Whether there is nothing in the tenant to read it for: then it has no turn. */
  isIdle?(memory: TenantMemory): boolean;
  /** Whether its last good turn left something that the next tick goes on with. */
  isLeft?(found: HourlyValues[Name]): boolean;
  /** What it finds now; `before` is what it last found. Whatever it throws becomes the failure of this reader alone. */
  read(turn: HourlyTurn, before: HourlyValues[Name] | undefined): Promise<HourlyValues[Name]>;
  /** What the reading opens and closes, written together with it; asked again after a conflict. */
  decide?(memory: TenantMemory, row: FleetRow, reading: HourlyReading<Name>, terms: IncidentTerms): IncidentWrites[];
}
