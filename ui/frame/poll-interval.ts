import { signal } from '@preact/signals';
import { readConfig } from '../api/config.ts';

/** How often the service reads, in seconds: what is older than two of them is stale. */
export const pollInterval = signal(300);

export async function learnPollInterval(): Promise<void> {
  pollInterval.value = (await readConfig()).pollIntervalInSeconds;
}
