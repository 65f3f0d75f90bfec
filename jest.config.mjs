/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/support/esbuild-transform.mjs' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/witness/watch-file.ts', '<rootDir>/test/support/same-cases.ts'],
  // For what hangs. Whoever waits for something has a limit of their own, which says in words what never came.
  testTimeout: 60_000,
  modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/dist'],
  // Made for two cores: every third suite mostly waits, for a host, its schedules and a browser, and leaves them to the others meanwhile.
  maxWorkers: 3,
  // A worker that has nothing open still takes more than the usual half second to give back the memory of a hundred files.
  workerGracefulExitTimeout: 10_000,
};
