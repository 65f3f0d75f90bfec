import { ConflictError } from '../../../domain/errors.ts';
import { defined } from '../../../domain/optional.ts';
import type { IncidentWrites } from '../../../domain/tenant/decide/incident-writes.ts';
import type { StateWrite } from '../../../domain/tenant/decide/state-write.ts';
import { type HourlyReading, isTurnDue } from '../../../domain/tenant/pass/hourly-reading.ts';
import { isAhead, isoOf, millisOf } from '../../../domain/time.ts';
import type { Lease } from '../../tenant/held/tenant-lease.ts';
import { rememberIncident, type TenantMemory } from '../../tenant/held/tenant-memory.ts';
import { incidentHash } from '../../tenant/identifiers.ts';
import type { PollDeps, PollOptions } from '../poll-options.ts';
import { createGroupWriter, type Group } from '../write-groups.ts';
import { failureOf } from './failure-of.ts';
import type { HourlyReader } from './hourly-reader.ts';
import { openTurn } from './open-turn.ts';

/** So long a request may take before it is given up. */
const longestRequestInMs = 20_000;

interface HourlyPass {
  deps: PollDeps;
  lease: Lease;
  memory: TenantMemory;
  options: PollOptions;
  /** Until when the pass may ask, milliseconds since the epoch. */
  deadlineAt: number;
  /** Rejects when the lease is lost. */
  keepLease(): Promise<void>;
}

/**
 * Gives each hourly reader whose time has come its turn, the one that waited longest first, and records what it found with the incidents
 * that this opens and closes. A reader that does not fit in what is left of the pass waits for the next tick; once Graph asks to be left
 * alone, all that are still to come do. Answers whether a card was asked for.
 */
export async function readHourly(pass: HourlyPass): Promise<boolean> {
  const { deps, lease, memory, deadlineAt } = pass;
  const writer = createGroupWriter(deps, memory, { tenantId: lease.tenantId, keepLease: pass.keepLease });
  for (const reader of readersDue(pass)) {
    const timeInMs = reader.mostRequests * longestRequestInMs;
    if (deps.clock.now() + timeInMs > deadlineAt) continue;
    const { reading, writes } = await takeTurn(pass, reader);
    await writer.collect([groupOf(pass, reader, reading, writes)]);
    if (reading.notBefore !== undefined) break;
  }
  await writer.flush();
  return writer.hasOutbox();
}

function readersDue({ deps: { hourlyReaders, clock }, lease: { tenantId, row }, memory }: HourlyPass): HourlyReader[] {
  const askedAt = ({ name }: HourlyReader) => memory.hourly.get(name)?.value.askedAt ?? '';
  const isDue = ({ name, isIdle, isLeft, isAskedToo }: HourlyReader) => {
    const last = memory.hourly.get(name)?.value;
    const hasMore = last?.value !== undefined && isLeft?.(last.value) === true;
    const now = clock.now();
    // Whichever pass comes first after the wish, be it a tick's, serves it.
    const isAsked = isAskedToo === true && millisOf(row.forceRequestedAt) > millisOf(last?.askedAt) && !isAhead(row.forceRequestedAt, now);
    return isIdle?.(memory) !== true && isTurnDue(last, tenantId, now, { isLeft: hasMore, isAsked });
  };
  return hourlyReaders.filter(isDue).toSorted((one, other) => (askedAt(one) < askedAt(other) ? -1 : askedAt(one) > askedAt(other) ? 1 : 0));
}

// What failed leaves what was found before as it is. A lost lease is the one thing that ends the pass.
async function takeTurn(
  { deps, lease: { tenantId }, memory, deadlineAt, keepLease }: HourlyPass,
  reader: HourlyReader,
): Promise<{ reading: HourlyReading; writes: readonly StateWrite[] }> {
  const { name, mostRequests } = reader;
  const { value, readAt } = memory.hourly.get(name)?.value ?? {};
  const limits = { tenantId, memory, mostRequests, deadlineAt, keepLease };
  const turn = openTurn({ ...limits, now: () => deps.clock.now() });
  const askedAt = isoOf(turn.now);
  const base = () => ({ v: 1 as const, tenantId, name, askedAt, requests: turn.requests(), ...defined({ notBefore: turn.notBefore() }) });
  try {
    const found = await reader.read(turn, value);
    deps.log.debug('Hourly reading', { tenantId, reader: name, requests: turn.requests() });
    return { reading: { ...base(), value: found, readAt: askedAt }, writes: turn.writes() };
  } catch (error) {
    if (error instanceof ConflictError) throw error;
    const failure = failureOf(error);
    const told = { tenantId, reader: name, requests: turn.requests(), ...failure };
    if (failure.reason === 'unexpected') deps.log.error('An hourly reading failed', { ...told, error });
    else deps.log.warn('An hourly reading failed', told);
    return { reading: { ...base(), failure, ...defined({ value, readAt }) }, writes: [] };
  }
}

function groupOf(pass: HourlyPass, reader: HourlyReader, reading: HourlyReading, rows: readonly StateWrite[]): Group {
  const { memory } = pass;
  const incidents = decide(pass, reader, reading);
  const etag = memory.hourly.get(reader.name)?.etag;
  return {
    writes: [{ type: 'hourly', value: reading, ...defined({ etag }) }, ...rows, ...incidents.flatMap(({ writes }) => writes)],
    again: () => groupOf(pass, reader, reading, rows),
    committed: () => {
      memory.hourly.set(reader.name, { value: reading });
      for (const { after } of incidents) if (after !== undefined) rememberIncident(memory, { value: after });
    },
  };
}

function decide({ deps, lease, memory, options }: HourlyPass, reader: HourlyReader, reading: HourlyReading): IncidentWrites[] {
  try {
    return reader.decide?.(memory, lease.row, reading, { ...options, incidentHash, now: deps.clock.now() }) ?? [];
  } catch (error) {
    deps.log.error('An hourly reading could not be judged', { tenantId: lease.tenantId, reader: reader.name, error });
    return [];
  }
}
