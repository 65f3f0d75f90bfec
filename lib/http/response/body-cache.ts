/** The last bodies that were sent, so that a list asked for again is neither built nor compressed again. */
export interface BodyCache {
  /** The kept body, or the one `build` makes; a failed build is not kept. */
  get(key: string, build: () => Promise<Buffer>): Promise<Buffer>;
}

/** Forgets the least recently used bodies beyond `limitInBytes`. */
export function createBodyCache(limitInBytes = 16 * 1024 * 1024): BodyCache {
  const bodies = new Map<string, Buffer>();
  let sizeInBytes = 0;

  function keep(key: string, body: Buffer): void {
    if (body.byteLength > limitInBytes) return;
    sizeInBytes += body.byteLength - (bodies.get(key)?.byteLength ?? 0);
    bodies.delete(key);
    bodies.set(key, body);
    for (const [oldest, { byteLength }] of bodies) {
      if (sizeInBytes <= limitInBytes) break;
      bodies.delete(oldest);
      sizeInBytes -= byteLength;
    }
  }

  return {
    async get(key, build) {
      const body = bodies.get(key) ?? (await build());
      keep(key, body);
      return body;
    },
  };
}
