import { signal } from '@preact/signals';
import { readConfig } from './config.ts';
import { readShown, shown } from './resource.ts';

const shortestInMs = 10_000;
// Together at most twelve reads a minute, whatever a screen shows: a tenth of what one caller may ask.
const shortestPerReadInMs = 5_000;
/** Whether a read that somebody pressed for is on its way. */
export const isReading = signal(false);
const settledInMs = 3_000;
let lastAt = 0;

/** Reads what is shown again and again: often enough to be true, and not at all while nobody looks. */
export async function startRefreshing(): Promise<void> {
  const { pollIntervalInSeconds } = await readConfig();
  const everyInMs = () =>
    Math.max(
      shortestInMs,
      (pollIntervalInSeconds * 1_000) / 3,
      shortestPerReadInMs * shown.value.reduce((sum, { pages }) => sum + pages, 0),
    );
  setInterval(() => isSeen() && performance.now() - lastAt >= everyInMs() && void refresh(), 500);
  document.addEventListener('visibilitychange', () => isSeen() && void refresh());
}

/** Reads what is shown now. */
async function refresh(): Promise<void> {
  lastAt = performance.now();
  await readShown();
}

/** Reads what is shown once the service has had a moment for what it was asked to do. */
export function readShownSoon(): void {
  void refresh();
  setTimeout(() => void refresh(), settledInMs);
}

/** The same because somebody pressed for it. */
export async function refreshOnDemand(): Promise<void> {
  isReading.value = true;
  try {
    await refresh();
  } finally {
    isReading.value = false;
  }
}

function isSeen(): boolean {
  return document.visibilityState === 'visible';
}
