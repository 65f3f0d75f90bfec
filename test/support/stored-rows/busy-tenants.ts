import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';

/** The tenants of the busy hour: those of the demo, and three more. */
export const busyTenants = {
  ...demoTenants,
  /** Twenty jobs to act on. */
  sundial: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1007',
  /** More service principals than one batch holds, so that a pass can stop between two. */
  tessera: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1008',
  /** Removed in the end. */
  kestrel: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1009',
} as const;
