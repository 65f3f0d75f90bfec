import type { ServiceWorld } from './service-world.ts';
import { minuteInMs } from './tenant-world.ts';

/** Lets so many minutes pass with every timer at its own pace: polls at each tick, cards and the watch over the service each minute. */
export async function passMinutes({ tenant, dispatch, watchAll }: ServiceWorld, count: number): Promise<void> {
  const { clock, options } = tenant;
  for (let done = 0; done < count; done += 1) {
    clock.at = (Math.floor(clock.at / minuteInMs) + 1) * minuteInMs;
    if (clock.at % options.pollIntervalInMs === 0) await tenant.tick();
    clock.advance(3_000);
    await watchAll();
    clock.advance(3_000);
    await dispatch();
  }
}
