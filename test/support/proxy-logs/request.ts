import type { PhaseName } from '../../../lib/domain/connectivity/tables/phases.ts';
import { referencePhases } from '../../../lib/domain/connectivity/tables/phases.ts';

/** One request, before it is written down in the form of some proxy. */
export interface ProxyRequest {
  at: Date;
  host: string;
  status: number;
  durationInMs: number;
  isAborted?: boolean;
  /** Absent, the same for all. */
  client?: string;
}

/** The reference log of a phase as the page prints it, every request answered. */
export function referenceRequests(phase: PhaseName): ProxyRequest[] {
  const reference = referencePhases.find((one) => one.phase === phase);
  return (reference?.log ?? []).map(({ time, host }, place) => ({
    at: new Date(`2016-01-11T${time}:${String(place).padStart(2, '0')}Z`),
    host,
    status: 200,
    durationInMs: 240 + place,
  }));
}
