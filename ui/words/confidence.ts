import type { ErrorEntry } from '../../client/client.d.ts';

/** How far a statement is backed, in words for people. */
export const confidenceWords = {
  documented: 'documented by its source',
  derived: 'concluded from its source',
  community: 'reported by users',
  archive: 'found in superseded pages only',
} as const satisfies Record<ErrorEntry['confidence'], string>;
