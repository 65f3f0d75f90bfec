import { computed } from '@preact/signals';
import type { FleetStatus } from '../../client/client.d.ts';
import { resourceAt } from '../api/resource.ts';

export const statusPath = '/api/v1/status';
/** The whole fleet in numbers; the frame shows it on every screen. */
export const fleetStatus = resourceAt<FleetStatus>(statusPath);

export const unreadableCount = computed(() => fleetStatus.body.value?.tenants?.unreadable?.length ?? 0);
/** When it last asked at all: at the tick that is told, or later where what is fresh was read later. */
export const lastTick = computed(() => {
  const told = fleetStatus.body.value?.lastTick;
  return told === undefined ? undefined : Math.max(Date.parse(told), fleetStatus.freshAt.value ?? 0);
});
export const isBlind = computed(() => fleetStatus.body.value?.monitor === 'blind');
