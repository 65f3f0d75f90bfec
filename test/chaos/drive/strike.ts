import { setTimeout as sleep } from 'node:timers/promises';
import type { Kill } from '../books/books.ts';
import { claimedCards, letPausesOfChannelPass } from '../books/channel-book.ts';
import type { PlannedKill } from '../plan/plan.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';
import type { FaultInjection } from './inject-faults.ts';

/** A moment that does not come is not waited for any longer. */
const patienceInMs = 6_000;
/** So soon after a post its mark is not yet written. */
const lookEveryMs = 15;

/** Kills the host at the planned moment and writes down which cards were between their post and their mark. */
export async function strike(world: ChaosWorld, injection: FaultInjection, planned: PlannedKill): Promise<Kill | undefined> {
  await momentOf(world, injection, planned);
  const kill: Kill = { at: Date.now(), claimed: [] };
  const struck = await world.host.kill(async () => {
    kill.claimed = await claimedCards(world);
    // No sender lives now whom this could disturb: the next one may send at once, so that more cards are under way at the next kill.
    await letPausesOfChannelPass(world.direct, { senderIsDead: true });
  });
  return struck ? kill : undefined;
}

async function momentOf({ sink }: ChaosWorld, injection: FaultInjection, { moment, request }: PlannedKill): Promise<void> {
  if (moment === 'storage') {
    let left = request;
    await Promise.race([
      sleep(patienceInMs),
      new Promise<void>((resolve) =>
        injection.onStorageRequest(() => {
          left -= 1;
          if (left <= 0) resolve();
        }),
      ),
    ]);
    injection.onStorageRequest(undefined);
  }
  if (moment === 'card') {
    const before = (await sink.requests()).length;
    for (const end = Date.now() + patienceInMs; Date.now() < end && (await sink.requests()).length === before; ) await sleep(lookEveryMs);
  }
}
