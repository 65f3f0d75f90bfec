import { computed } from '@preact/signals';
import type { FleetStatus } from '../../client/client.d.ts';
import { resourceAt } from '../api/resource.ts';

export const statusPath = '/api/v1/status';
/** The whole fleet in numbers; the frame shows it on every screen. */
export const fleetStatus = resourceAt<FleetStatus>(statusPath);

export const unreadableCount = computed(() => fleetStatus.body.value?.tenants.unreadable.length ?? 0);
export const isBlind = computed(() => fleetStatus.body.value?.monitor === 'blind');
