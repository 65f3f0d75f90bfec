import { noInput } from '../../request/no-input.ts';

/** Answers as long as the process does; it asks nobody, and nothing is loaded for it. */
export const probeLive = {
  role: 'open',
  path: noInput,
  query: noInput,
  handle: async () => ({ body: () => ({ status: 'ok' }) }),
} as const;
