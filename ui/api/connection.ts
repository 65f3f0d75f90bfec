import { signal } from '@preact/signals';

/** Since when the service does not answer this page. */
export const lostSince = signal<number | undefined>(undefined);
/** Until when it asked this page to wait. */
export const throttledUntil = signal<number | undefined>(undefined);
/** When the sign-in was found to have ended. */
export const signedOutAt = signal<number | undefined>(undefined);
/** Whether there is anything on the page that was read. */
export const hasRead = signal(false);
