/** List prices in USD as read in copies of August to November 2026; region and currency vary, check before quoting. */
export const prices = {
  readOn: '2026-11',
  gbSecond: 0.000_026,
  freeGbSeconds: 100_000,
  execution: 0.4 / 1_000_000,
  freeExecutions: 250_000,
  alwaysReadyGbSecond: 0.000_004,
  storageOperation: 0.000_4 / 10_000,
  availabilityTest: 0.000_56,
  logAlert: 1.5,
  metricAlert: 0.1,
} as const;
