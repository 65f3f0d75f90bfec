import type { Parser } from './parse-input.ts';

/** Takes nothing: whatever is given is refused by name. */
export const noInput: Parser<Record<string, never>> = {
  safeParse(input) {
    const keys = Object.keys(input as object);
    if (keys.length === 0) return { success: true, data: {} };
    return { success: false, error: { issues: [{ code: 'unrecognized_keys', keys, path: [], message: '' }] } };
  },
};
