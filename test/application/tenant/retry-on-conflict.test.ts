import { describe, expect, it } from '@jest/globals';
import { takeSendersLease } from '../../../lib/application/notify/senders-lease.ts';
import { rememberPendingOperations } from '../../../lib/application/operate/remember-pending-operations.ts';
import type { ChannelStore, FleetStore } from '../../../lib/application/ports/ports.ts';
import { keepLease, type Lease, releaseLease, takeLease } from '../../../lib/application/tenant/held/tenant-lease.ts';
import { retryOnConflict } from '../../../lib/application/tenant/retry-on-conflict.ts';
import type { FleetRow } from '../../../lib/domain/tenant/tenant.ts';
import { createWorldClock } from '../../support/worlds/world-clock.ts';

const start = Date.parse('2026-03-02T08:00:00.000Z');
const conflict = { name: 'ConflictError', code: 'Conflict' };

/** Loses the first `losses` tries, then answers `value`. */
function steps<Value>(losses: number, value: Value) {
  const tries: number[] = [];
  const step = async (attempt: number) => {
    tries.push(attempt);
    return tries.length <= losses ? 'conflict' : value;
  };
  return { tries, step };
}

describe('a loop over a row that others change, too', () => {
  it('answers what the first won try answers, whatever that is, without a pause before it', async () => {
    for (const value of [{ etag: '1' }, undefined, false, 'taken']) {
      const clock = createWorldClock(start, 1);
      const { tries, step } = steps<unknown>(0, value);
      expect(await retryOnConflict({ clock }, { attempts: 3, subject: 'The row' }, step)).toBe(value);
      expect({ tries, waits: clock.waits }).toEqual({ tries: [1], waits: [] });
    }
  });

  it('counts its tries for the step, and pauses between them alone', async () => {
    const clock = createWorldClock(start, 1);
    const { tries, step } = steps(2, 'won');
    expect(await retryOnConflict({ clock }, { attempts: 3, subject: 'The row' }, step)).toBe('won');
    expect(tries).toEqual([1, 2, 3]);
    expect(clock.waits).toHaveLength(2);
  });

  it('pauses for a random share of a time that doubles up to a second', async () => {
    const longest = { ...createWorldClock(start, 1), random: () => 1 };
    const shortest = { ...createWorldClock(start, 1), random: () => 0 };
    for (const clock of [longest, shortest]) {
      await retryOnConflict({ clock }, { attempts: 8, subject: 'The row' }, steps(7, 'won').step);
    }
    expect(longest.waits).toEqual([50, 100, 200, 400, 800, 1_000, 1_000]);
    expect(shortest.waits).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('parts those who have met: no two of twenty pause equally long', async () => {
    const clock = createWorldClock(start, 7);
    await Promise.all(
      Array.from({ length: 20 }, () => retryOnConflict({ clock }, { attempts: 2, subject: 'The row' }, steps(1, 'won').step)),
    );
    expect(new Set(clock.waits).size).toBe(20);
  });

  it('gives up after its last try with the one error, which names what was changed', async () => {
    const clock = createWorldClock(start, 1);
    const { tries, step } = steps(Number.POSITIVE_INFINITY, 'won');
    const given = retryOnConflict({ clock }, { attempts: 4, subject: 'The incident' }, step);
    await expect(given).rejects.toMatchObject({ ...conflict, message: expect.stringMatching(/^The incident is being changed by others/) });
    expect(tries).toHaveLength(4);
    expect(clock.waits).toHaveLength(3);
  });

  it('passes any other failure on at once', async () => {
    const clock = createWorldClock(start, 1);
    const failing = retryOnConflict({ clock }, { attempts: 4, subject: 'The row' }, () => Promise.reject(new Error('storage is away')));
    await expect(failing).rejects.toThrow('storage is away');
    expect(clock.waits).toEqual([]);
  });
});

const tenantId = '11111111-1111-4111-8111-111111111111';
const options = { leaseInMs: 90_000, pollIntervalInMs: 300_000 };
const attempts = 8;

/** A tenant's row in which somebody else always is first. */
function contendedRow(columns: Partial<FleetRow> = {}) {
  const clock = createWorldClock(start, 1);
  const row: FleetRow = { v: 1, tenantId, ...columns };
  const merges: unknown[] = [];
  const fleet = {
    get: async () => ({ value: row, etag: String(merges.length) }),
    merge: async (_tenantId, patch) => {
      merges.push(patch);
      return undefined;
    },
  } satisfies Partial<FleetStore>;
  return { clock, row, merges, deps: { clock, fleet: fleet as unknown as FleetStore } };
}

function leaseOf(row: FleetRow): Lease {
  return { tenantId, owner: 'me', tickId: '', row, etag: '0', takenAt: start, until: start + options.leaseInMs };
}

describe('a row in which somebody else always is first', () => {
  it('is given up by who takes the lease', async () => {
    const { deps, merges } = contendedRow();
    const message = { v: 1, tenantId, tickId: '2026-03-02T08:00:00.000Z' } as const;
    await expect(takeLease(deps, message, options)).rejects.toMatchObject(conflict);
    expect(merges).toHaveLength(attempts);
  });

  it('is given up by who wants a refused forced poll to be remembered', async () => {
    const { deps, merges } = contendedRow({ leaseOwner: 'another', leaseUntil: '2026-03-02T08:10:00.000Z' });
    const message = { v: 1, tenantId, force: '2026-03-02T08:00:00.000Z' } as const;
    await expect(takeLease(deps, message, options)).rejects.toMatchObject(conflict);
    expect(merges).toHaveLength(attempts);
  });

  it('is given up by who holds the lease, to keep it and to give it back', async () => {
    const { deps, clock, row, merges } = contendedRow({ leaseOwner: 'me', leaseUntil: '2026-03-02T08:10:00.000Z' });
    clock.advance(60_000);
    await expect(keepLease(deps, leaseOf(row), options)).rejects.toMatchObject(conflict);
    await expect(releaseLease(deps, leaseOf(row), {})).rejects.toMatchObject(conflict);
    expect(merges).toHaveLength(2 * attempts);
  });

  it('is given up by who notes an operation, unless somebody else has just noted one', async () => {
    const { deps, merges } = contendedRow();
    await expect(rememberPendingOperations(deps, tenantId)).rejects.toMatchObject(conflict);
    expect(merges).toHaveLength(attempts);

    const noted = contendedRow({ operationsPendingSince: '2026-03-02T07:59:30.000Z' });
    await rememberPendingOperations(noted.deps, tenantId);
    expect(noted.merges).toEqual([]);
  });

  it('is given up by who takes the lease of all sending', async () => {
    const clock = createWorldClock(start, 1);
    let puts = 0;
    const channels: ChannelStore = {
      get: async () => undefined,
      put: async () => {
        puts += 1;
        return undefined;
      },
    };
    await expect(takeSendersLease({ clock, channels }, [], 90_000)).rejects.toMatchObject(conflict);
    expect(puts).toBe(attempts);
  });
});
