import { it } from '@jest/globals';

/** What each run need not repeat: it takes long, and `npm run soak -- ui` has it. */
export const inSoak = process.env.SOAK === '1' ? it : it.skip;
