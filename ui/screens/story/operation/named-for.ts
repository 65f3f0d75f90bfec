/** Whom an operation of this tab was asked for, as they were typed: the service keeps none of it, and this is gone with the tab. */
export const namedFor = new Map<string, readonly string[]>();
